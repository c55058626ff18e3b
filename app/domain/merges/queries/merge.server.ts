import { sql, type SqlBool } from 'kysely'

import { nameOf, type Named } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import type { RowImage } from '#app/lib/row-images.server.ts'
import { isPastUndoing, UNDO_DAYS } from '#app/lib/undo-window.ts'

import { canMerge } from '../policy.ts'
import { readImages, readJournal, type Images, type Journal } from '../rules/journal.ts'
import type { MergeKind } from '../terms.ts'

/** Merges are for whoever makes them. */
const visible = ({ db, viewer }: Context) =>
  db
    .selectFrom('merges')
    .innerJoin('users as author', 'author.id', 'merges.created_by')
    .select([
      'merges.id', 'merges.kind', 'merges.kept_id', 'merges.gone_id', 'merges.images', 'merges.moved', 'merges.created_at',
      'merges.undone_at', 'merges.erased_at', 'author.name as author_name',
    ])
    .$if(!canMerge(viewer), (query) => query.where(sql<SqlBool>`1 = 0`))

type Row = Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirstOrThrow']>>
export type Merge = Awaited<ReturnType<typeof read>>
/** One that can be taken back, if nothing else is in the way. */
export type WholeMerge = Merge & { images: Images; journal: Journal }

export const isWhole = (merge: Merge): merge is WholeMerge => merge.images !== null

export async function findMerge(ctx: Context, id: string): Promise<Merge | undefined> {
  const row = await visible(ctx).where('merges.id', '=', id).executeTakeFirst()
  return row && read(ctx, row)
}

/** What became part of a record and can still be taken apart, the latest first. */
export async function listUndoable(ctx: Context, kind: MergeKind, kept_id: string) {
  const rows = await visible(ctx)
    .where('merges.kind', '=', kind)
    .where('merges.kept_id', '=', kept_id)
    .where('merges.undone_at', 'is', null)
    .where('merges.erased_at', 'is', null)
    .orderBy('merges.id', 'desc')
    .execute()
  return rows.filter(({ created_at }) => !isPastUndoing(created_at, ctx.now)).map(({ id, images, created_at }) => ({
    id, name: shownName(kind, readImages(images).gone), created_at,
  }))
}

export const PAST_UNDOING = `Pasaron más de ${UNDO_DAYS} días: la fusión ya no se puede deshacer.`

/** Why a merge stays, with what to do about it; null when it can be undone. */
export async function undoProblem(ctx: Context, merge: Merge): Promise<string | null> {
  if (merge.undone_at) return 'Esta fusión ya se deshizo.'
  if (!isWhole(merge) || isPastUndoing(merge.created_at, ctx.now)) return PAST_UNDOING
  const both = [merge.kept_id, merge.gone_id]
  const later = await visible(ctx)
    .where('merges.kind', '=', merge.kind)
    .where('merges.undone_at', 'is', null)
    .where('merges.id', '>', merge.id)
    .where((eb) => eb.or([eb('merges.kept_id', 'in', both), eb('merges.gone_id', 'in', both)]))
    .orderBy('merges.id', 'desc')
    .executeTakeFirst()
  if (!later) return null
  const { kept_name, gone_name, created_at } = await read(ctx, later)
  return `Deshaga antes la fusión de «${gone_name}» con «${kept_name}», del ${formatInstant(created_at, ctx.viewer.zone)}: es posterior a esta.`
}

async function read(ctx: Context, { images: both, moved, ...row }: Row) {
  if (row.erased_at !== null) return { ...row, images: null, journal: null, ...(await toldNames(ctx, row)) }
  const images = readImages(both)
  const names = { kept_name: shownName(row.kind, images.after), gone_name: shownName(row.kind, images.gone) }
  return { ...row, images, journal: readJournal(moved), ...names }
}

/** The names that the line of activity says, as long as it says them: nothing else holds that of the record that went. */
async function toldNames({ db }: Context, { kind, gone_id, created_at }: Pick<Row, 'kind' | 'gone_id' | 'created_at'>) {
  const line = await db
    .selectFrom('activity')
    .innerJoin('activity_subjects as subject', 'subject.seq', 'activity.seq')
    .innerJoin('activity_details as details', 'details.seq', 'activity.seq')
    .select('details.detail')
    .where('activity.action', '=', `${kind}.merged`)
    .where('activity.at', '=', created_at)
    .where('subject.subject_type', '=', kind)
    .where('subject.subject_id', '=', gone_id)
    .executeTakeFirst()
  const { name = NAMELESS, other = NAMELESS } = JSON.parse(line?.detail ?? '{}') as { name?: string; other?: string }
  return { kept_name: name, gone_name: other }
}

const NAMELESS = 'una ficha'

const shownName = (kind: MergeKind, image: RowImage) => (kind === 'person' ? nameOf(image as unknown as Named) : String(image.short_name))
