import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { findCandidate, tableOf } from '#app/domain/merges/queries/candidate.server.ts'
import { listMoves } from '#app/domain/merges/queries/moves.server.ts'
import { fields, type Facts } from '#app/domain/merges/rules/fields.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { canReadNotes } from '#app/domain/people/policy.ts'
import { listAttended } from '#app/domain/people/queries/attended.server.ts'
import { listNotes } from '#app/domain/people/queries/notes.server.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { listPostsOf } from '#app/domain/tenures/queries.server.ts'
import { periodText } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { imageOf } from '#app/lib/row-images.server.ts'

export type Side = Awaited<ReturnType<typeof loadSide>>

/** One of two records, whole: its facts in words, and what comes with it. */
export async function loadSide(ctx: Context, kind: MergeKind, id: string) {
  const record = found(await findCandidate(ctx, kind, id))
  const facts = found(await imageOf(ctx.db, tableOf(kind), { id })) as Facts
  const words = await wordsOf(ctx, kind, id, facts)
  return {
    id,
    name: record.name,
    version: record.version,
    editor_name: record.editor_name,
    updated_at: record.updated_at,
    facts,
    words,
    moves: await listMoves(ctx, kind, id),
    lists: [
      { label: 'Datos de contacto', items: (await listContactPoints(ctx, kind, [id])).map(({ shown }) => shown) },
      ...(kind === 'person' ? await ofPerson(ctx, id, facts) : await ofInstitution(ctx, id, facts)),
    ].filter(({ items }) => items.length > 0),
  }
}

/** What each field says to a reader. */
async function wordsOf(ctx: Context, kind: MergeKind, id: string, facts: Facts): Promise<Record<string, string>> {
  const institution = kind === 'institution' ? await findInstitution(ctx, id) : undefined
  const names: Record<string, string | null | undefined> = institution
    ? { parent_id: institution.parent_name, region_code: institution.region_name, commune_cut: institution.commune_name, coordinator_id: institution.coordinator_name }
    : {}
  return Object.fromEntries(fields[kind].map(({ column, text }) => {
    const value = facts[column]
    return [column, value === null || value === undefined || value === '' ? '' : (names[column] ?? (text ? text(String(value)) : String(value)))]
  }))
}

const MOST = 6

async function ofPerson(ctx: Context, id: string, { treatment }: Facts) {
  const posts = await listPostsOf(ctx, id)
  const attended = await listAttended(ctx, id)
  const notes = canReadNotes(ctx.viewer) ? await listNotes(ctx, id) : []
  return [
    { label: 'Cargos', items: posts.map((post) => `${titleFor(post.title, treatment as string | null)}, ${post.institution_name}: ${periodText(post)}`) },
    { label: 'Reuniones', items: attended.slice(0, MOST).map(({ folio, title, starts_at, zone }) => `${folio}, ${formatDay(localOf(starts_at, zone).slice(0, 10))}: ${title}`) },
    { label: 'Notas internas', items: notes.map(({ internal_text }) => internal_text) },
  ]
}

async function ofInstitution(ctx: Context, id: string, { aliases }: Facts) {
  const positions = await listPositions(ctx, id, today(ctx))
  return [
    { label: 'Otros nombres', items: String(aliases ?? '').split('|').filter(Boolean) },
    { label: 'Cargos', items: positions.slice(0, 2 * MOST).map(({ title }) => title) },
  ]
}
