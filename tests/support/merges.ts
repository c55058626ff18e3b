import { sql } from 'kysely'

import { findMerge, isWhole, type WholeMerge } from '#app/domain/merges/queries/merge.server.ts'
import { links, type Link } from '#app/domain/merges/rules/references.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText, sortKey } from '#app/lib/text.ts'

import { tableHashes } from './hashes.ts'
import type { World } from './world.ts'

const at = '2026-01-02T12:00:00.000Z'
const stamps = { created_at: at, updated_at: at, created_by: 'paula', updated_by: 'paula' }
const made = { created_at: at, created_by: 'paula' }

/** Writes rows as they are, past every command. */
const insert = ({ raw }: World, table: string, row: Record<string, unknown>) => raw.insertInto(table as 'people').values(row as never).execute()

export async function addPerson(world: World, facts: Record<string, string | null> = {}): Promise<string> {
  const id = newId()
  const row = { given_names: 'Ana', first_surname: 'Soto', second_surname: null as string | null, treatment: null, source: 'Lista', legal_basis: 'consent', ...facts }
  const keys = { search_text: searchText(row.given_names, row.first_surname, row.second_surname), sort_text: sortKey([row.first_surname, row.second_surname, row.given_names].filter(Boolean).join(' ')) }
  await insert(world, 'people', { id, ...row, ...keys, ...stamps })
  return id
}

export async function addInstitution(world: World, facts: Record<string, string | null> = {}): Promise<string> {
  const id = newId()
  const row = { kind: 'company', name: 'Constructora Los Aromos Ltda.', short_name: 'Los Aromos', aliases: '', network_status: 'external', ...facts }
  await insert(world, 'institutions', { id, ...row, search_text: searchText(row.name, row.short_name), sort_text: sortKey(row.short_name), ...stamps })
  return id
}

/** Where a random link goes: numbers that choose, modulo what there is. */
export type Draw = { what: number; who: number; where: number; other: number; n: number }

/** People, institutions, posts and meetings of a small world, and what hangs from them. */
export type SmallWorld = { people: string[]; institutions: string[]; positions: string[]; meetings: string[]; closed: string[]; agreements: string[]; commitments: string[] }

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** Adds one link of a random kind to a small world; those that the guards of the database refuse are left out. */
export async function addLink(world: World, small: SmallWorld, { what, who, where, other, n }: Draw): Promise<void> {
  const id = newId()
  const person_id = pick(small.people, who)
  const institution_id = pick(small.institutions, where)
  const position_id = pick(small.positions, other)
  const day = (d: number) => `2025-0${1 + (d % 9)}-01`
  const kinds: (() => Promise<unknown>)[] = [
    () => insert(world, 'tenures', { id, position_id, person_id, kind: pick(['subrogante', 'interino', 'suplente'], n), starts_on: day(n), ends_on: n % 2 ? null : `2025-1${n % 3}-15`, ...stamps }),
    () => insert(world, 'participants', { id, meeting_id: pick(small.meetings, n), institution_id: n % 3 ? institution_id : null, position_id: n % 5 ? null : position_id, person_id: n % 2 ? person_id : null, name_then: 'Quien vino', attended: pick(['unknown', 'present', 'absent'], n), rsvp: pick(['pending', 'accepted'], n), sort: n }),
    () => insert(world, 'participants', { id, meeting_id: pick(small.meetings, n), person_id, sort: n }),
    () => insert(world, 'participants', { id, meeting_id: pick(small.meetings, n), institution_id, sort: n }),
    () => insert(world, 'contact_points', { id, person_id, kind: 'email', value: `u${n % 7}@ejemplo.cl`, visibility: 'network', ...stamps }),
    () => insert(world, 'contact_points', { id, institution_id, kind: 'phone', value: `+5691234567${n % 9}`, visibility: 'team', ...stamps }),
    () => insert(world, 'internal_notes', { id, subject_type: n % 2 ? 'person' : 'institution', subject_id: n % 2 ? person_id : institution_id, internal_text: 'Nota', ...made }),
    () => insert(world, 'meeting_invitations', { id, meeting_id: pick(small.meetings, n), institution_id, person_id: n % 2 ? person_id : null, name: 'Invitada', email: `i${n}@ejemplo.cl`, ...made }),
    () => insert(world, 'agreement_parties', { agreement_id: pick(small.agreements, n), institution_id, role: pick(['obliged', 'beneficiary'], other), acceptance: pick(['pending', 'accepted'], n), sort: n }),
    () => insert(world, 'commitment_beneficiaries', { commitment_id: pick(small.commitments, n), institution_id }),
    () => insert(world, 'jurisdictions', { institution_id, commune_cut: pick(['13101', '13120', '10201'], n) }),
    () => insert(world, 'connection_requests', { id, folio: `S-${id}`, asker_id: institution_id, with_kind: 'other', with_id: n % 2 ? pick(small.institutions, other) : null, subject: 'x', follow_up_user_id: 'paula', received_on: '2026-01-02', search_text: 'x', ...stamps }),
    () => insert(world, 'institution_relations', { id, from_id: institution_id, to_id: pick(small.institutions, other), kind: 'member_of', ...made }),
    () => insert(world, 'users', { id, email: `${id}@ejemplo.cl`, name: 'Líder', role: 'leader', institution_id, ...stamps }),
    () => insert(world, 'minutes_answers', { id, minutes_id: `acta-${pick(small.closed, n)}`, institution_id, kind: 'approved', answered_on: '2026-01-02', recorded_at: at, recorded_by: 'paula' }),
    () => insert(world, 'agenda_items', { id, meeting_id: pick(small.meetings, n), sort: n, title: 'Punto', proposed_by: institution_id }),
    () => insert(world, 'outbox', { id, key: id, message_id: id, topic: 'reminder', subject_type: 'commitment', subject_id: 'x', institution_id, recipient: 'a@ejemplo.cl', subject: 's', body: 'b', due_at: at, payload: JSON.stringify({ institution_id }), ...made }),
    () => insert(world, 'saved_views', { id, list: 'meetings', name: 'v', query: `institucion=${institution_id}&q=x`, columns: '', ...stamps }),
    () => insert(world, 'calendar_feeds', { id, user_id: 'paula', secret_hash: 'x', name: 'f', filter: `institucion=${institution_id}`, detail: 'full', created_at: at, expires_at: at }),
    () => world.raw.updateTable('institutions').set({ parent_id: pick(small.institutions, other) }).where('id', '=', institution_id).where('id', '<', pick(small.institutions, other)).execute(),
    () => world.raw.updateTable('meetings').set({ organiser_id: institution_id }).where('id', '=', pick(small.meetings, n)).execute(),
    () => world.raw.updateTable('commitments').set({ debtor_id: institution_id, receipt: 'received', receipt_institution_id: pick(small.institutions, other) }).where('id', '=', pick(small.commitments, n)).execute(),
  ]
  await pick(kinds, what)().catch((error: Error) => {
    // Nothing is related to itself, and nothing twice.
    if (!/unique|duplicate|from_id|institution_relations_check/i.test(error.message)) throw error
  })
}

/** Four people and four institutions with two equal posts each, four meetings of which one closes, two agreements, three commitments. */
export async function smallWorld(world: World): Promise<SmallWorld> {
  const people = await each(4, () => addPerson(world))
  const institutions = await each(4, () => addInstitution(world))
  const positions = await each(8, async (n) => {
    const id = newId()
    await insert(world, 'positions', { id, institution_id: institutions[n % 4], title: n < 4 ? 'Gerente/a' : 'Encargado/a', kind: 'other', lobby_status: 'no', sort: n, search_text: 'x', ...stamps })
    return id
  })
  const meetings = await each(4, async (n) => {
    const id = newId()
    await insert(world, 'meetings', {
      id, folio: `R-${id}`, title: 'Mesa', kind: 'bilateral', state: n === 0 ? 'held' : 'called', start_local: '2026-01-02T10:00', end_local: '2026-01-02T11:00', zone: 'America/Santiago',
      starts_at: '2026-01-02T13:00:00.000Z', ends_at: '2026-01-02T14:00:00.000Z', modality: 'video', owner_id: 'paula', uid: id, changed_at: at, search_text: 'x', ...stamps,
    })
    return id
  })
  const closed = meetings.slice(0, 1)
  for (const meeting_id of closed) {
    await insert(world, 'minutes', { id: `acta-${meeting_id}`, meeting_id, number: 1, state: 'approved', content: '{}', content_hash: 'x', started_at: at, started_by: 'paula', closed_at: at, closed_by: 'paula' })
  }
  const agreements = await each(2, async () => {
    const id = newId()
    await insert(world, 'agreements', { id, folio: `A-${id}`, kind: 'convenio', text: 'x', agreed_on: '2026-01-02', search_text: 'x', ...stamps })
    return id
  })
  const commitments = await each(3, async (n) => {
    const id = newId()
    await insert(world, 'commitments', { id, folio: `C-${id}`, text: 'x', debtor_id: institutions[n]!, follow_up_user_id: 'paula', due_rule: 'none', closed_on: n === 0 ? '2026-01-02' : null, moved_at: at, search_text: 'x', ...stamps })
    return id
  })
  return { people, institutions, positions, meetings, closed, agreements, commitments }
}

async function each<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let n = 0; n < count; n++) all.push(await make(n))
  return all
}

/** A merge that can still be taken back, with what it keeps for that. */
export async function findWhole(ctx: Context, id: string): Promise<WholeMerge> {
  const merge = await findMerge(ctx, id)
  if (!merge || !isWhole(merge)) throw new Error(`No merge ${id}, or it was erased.`)
  return merge
}

/** From now on what is in them is closed. */
export const closeMeetings = ({ raw }: World, ids: string[]) => raw.updateTable('meetings').set({ state: 'closed' }).where('id', 'in', ids).execute()

/** Every table but those that a merge writes on purpose, and a counter that calendars look at. */
export const hashesOf = (world: World) => tableHashes(world, /^(merges|revisions)$/)

/** How many rows of each column name these records. */
export async function countLinks({ raw }: World, kind: MergeKind, ids: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { table, column, subject } of links[kind] as Link[]) {
    const only = subject ? sql`and subject_type = ${subject}` : sql``
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(ids)}) ${only}`.execute(raw)
    counts[`${table}.${column}`] = Number(rows[0]!.n)
  }
  return counts
}
