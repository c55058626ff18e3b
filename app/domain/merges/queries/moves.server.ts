import { sql } from 'kysely'

import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { RowKey } from '#app/lib/row-images.server.ts'
import { plural } from '#app/lib/text.ts'

import { keyText } from '../rules/journal.ts'
import { links, type Link } from '../rules/references.ts'
import type { MergeKind } from '../terms.ts'
import type { WholeMerge } from './merge.server.ts'

/** The keys of the rows whose column names a record, in order. */
export async function rowsNaming(ctx: Context, { table, column, key, subject }: Link, id: string): Promise<RowKey[]> {
  const columns = sql.join(key.map((name) => sql.ref(name)))
  const { rows } = await sql<Record<string, string | number>>`
    select ${columns} from ${sql.table(table)} where ${sql.ref(column)} = ${id} ${ofSubject(subject)} order by ${columns}`.execute(ctx.db)
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])))
}

export const ofSubject = (subject: MergeKind | undefined) => (subject ? sql`and subject_type = ${subject}` : sql``)

/** What would move, in words: «3 reuniones», «1 dato de contacto». The caller has found the record. */
export async function listMoves(ctx: Context, kind: MergeKind, id: string): Promise<string[]> {
  const counts: [Link, number][] = []
  for (const link of links[kind]) counts.push([link, (await rowsNaming(ctx, link, id)).length])
  return inWords(counts)
}

/** How many come in for one of these institutions: once they are one, each sees what either had. */
export async function countLeaders({ db }: Context, institution_ids: string[]): Promise<number> {
  const { total } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('role', '=', 'leader')
    .where('institution_id', 'in', institution_ids)
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** What a merge moved, in words. */
export const movedBy = ({ kind, journal }: WholeMerge) =>
  inWords(links[kind].map((link) => [link, journal.links.find(({ table, column }) => table === link.table && column === link.column)?.moved.length ?? 0]))

const inWords = (counts: [Link, number][]) => counts.flatMap(([{ told }, count]) => (told && count > 0 ? [plural(count, ...told)] : []))

export type Since = { label: string; to?: string }

/** What was linked to the kept record after the merge, each once: it stays there when the merge is undone, and somebody looks at it. */
export async function listSince(ctx: Context, { kind, kept_id, journal }: WholeMerge): Promise<Since[]> {
  const since: Since[] = []
  for (const link of links[kind]) {
    const { moved = [], own = [] } = journal.links.find(({ table, column }) => table === link.table && column === link.column) ?? {}
    const before = new Set([...moved, ...own].map(keyText))
    const rows = (await rowsNaming(ctx, link, kept_id)).filter((key) => !before.has(keyText(key)))
    if (link.told && rows.length > 0) since.push(...(await described(ctx, link, rows)))
  }
  return [...new Map(since.map((one) => [one.label, one])).values()]
}

/** By folio or by name where there is one, at most twenty of each; else how many. */
async function described(ctx: Context, { table, told }: Link, keys: RowKey[]): Promise<Since[]> {
  const ids = keys.slice(0, 20).map((key) => Object.values(key)[0]!)
  const folios = (rows: { folio: string; text: string }[], path: string) => rows.map(({ folio, text }) => ({ label: `${folio} · ${text}`, to: `/${path}/${folio}` }))
  switch (table) {
    case 'participants':
      return folios(await meetings(ctx).where('meetings.id', 'in', ctx.db.selectFrom('participants').select('meeting_id').where('id', 'in', ids)).orderBy('folio').execute(), 'reuniones')
    case 'meetings':
      return folios(await meetings(ctx).where('meetings.id', 'in', ids).orderBy('folio').execute(), 'reuniones')
    case 'commitments':
    case 'commitment_beneficiaries':
      return folios(await commitments(ctx).where('commitments.id', 'in', ids).orderBy('folio').execute(), 'compromisos')
    case 'agreement_parties':
      return folios(await agreements(ctx).where('agreements.id', 'in', ids).orderBy('folio').execute(), 'acuerdos')
    case 'contact_points':
      return (await ctx.db.selectFrom('contact_points').select('value').where('id', 'in', ids).orderBy('id').execute()).map(({ value }) => ({ label: `Dato de contacto: ${value}` }))
    case 'positions':
      return (await ctx.db.selectFrom('positions').select(['id', 'title']).where('id', 'in', ids).orderBy('id').execute()).map(({ id, title }) => ({ label: `Cargo: ${title}`, to: `/cargos/${id}` }))
    default:
      return [{ label: plural(keys.length, ...told!) }]
  }
}

const meetings = (ctx: Context) => visibleMeetings(ctx).select(['meetings.folio', 'meetings.title as text'])
const commitments = (ctx: Context) => visibleCommitments(ctx).select(['commitments.folio', 'commitments.text'])
const agreements = (ctx: Context) => visibleAgreements(ctx).select(['agreements.folio', 'agreements.text'])
