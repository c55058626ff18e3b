import { sql, type SqlBool } from 'kysely'

import { nameOf, type Named } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import type { RowImage } from '#app/lib/row-images.server.ts'
import { isPastUndoing, UNDO_DAYS } from '#app/lib/undo-window.ts'

import { canMerge } from '../policy.ts'
import { readImages, readJournal } from '../rules/journal.ts'
import type { MergeKind } from '../terms.ts'

/** Merges are for whoever makes them. */
const visible = ({ db, viewer }: Context) =>
  db
    .selectFrom('merges')
    .innerJoin('users as author', 'author.id', 'merges.created_by')
    .select([
      'merges.id', 'merges.kind', 'merges.kept_id', 'merges.gone_id', 'merges.images', 'merges.moved', 'merges.created_at',
      'merges.undone_at', 'author.name as author_name',
    ])
    .$if(!canMerge(viewer), (query) => query.where(sql<SqlBool>`1 = 0`))

type Row = Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>
export type Merge = ReturnType<typeof read>

export async function findMerge(ctx: Context, id: string): Promise<Merge | undefined> {
  const row = await visible(ctx).where('merges.id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** What became part of a record and can still be taken apart, the latest first. */
export async function listUndoable(ctx: Context, kind: MergeKind, kept_id: string) {
  const rows = await visible(ctx)
    .where('merges.kind', '=', kind)
    .where('merges.kept_id', '=', kept_id)
    .where('merges.undone_at', 'is', null)
    .orderBy('merges.id', 'desc')
    .execute()
  return rows.filter(({ created_at }) => !isPastUndoing(created_at, ctx.now)).map(({ id, images, created_at }) => ({
    id, name: shownName(kind, readImages(images).gone), created_at,
  }))
}

/** Why a merge stays, with what to do about it; null when it can be undone. */
export async function undoProblem(ctx: Context, merge: Merge): Promise<string | null> {
  if (merge.undone_at) return 'Esta fusión ya se deshizo.'
  if (isPastUndoing(merge.created_at, ctx.now)) return `Pasaron más de ${UNDO_DAYS} días: la fusión ya no se puede deshacer.`
  const both = [merge.kept_id, merge.gone_id]
  const later = await visible(ctx)
    .where('merges.kind', '=', merge.kind)
    .where('merges.undone_at', 'is', null)
    .where('merges.id', '>', merge.id)
    .where((eb) => eb.or([eb('merges.kept_id', 'in', both), eb('merges.gone_id', 'in', both)]))
    .orderBy('merges.id', 'desc')
    .executeTakeFirst()
  if (!later) return null
  const { kept_name, gone_name, created_at } = read(later)
  return `Deshaga antes la fusión de «${gone_name}» con «${kept_name}», del ${formatInstant(created_at, ctx.viewer.zone)}: es posterior a esta.`
}

function read({ images: both, moved, ...row }: Row) {
  const images = readImages(both)
  return {
    ...row,
    images,
    journal: readJournal(moved),
    kept_name: shownName(row.kind, images.after),
    gone_name: shownName(row.kind, images.gone),
  }
}

const shownName = (kind: MergeKind, image: RowImage) => (kind === 'person' ? nameOf(image as unknown as Named) : String(image.short_name))
