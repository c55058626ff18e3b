import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { listSince } from '#app/domain/merges/queries/moves.server.ts'
import { links } from '#app/domain/merges/rules/references.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { newId } from '#app/lib/ids.server.ts'
import { findWhole, smallWorld, type SmallWorld } from '#tests/support/merges.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = '2026-11-24T13:00:00.000Z'
const made = { created_at: at, created_by: 'paula' }
const stamps = { ...made, updated_at: at, updated_by: 'paula' }
const id = newId()

type Make = (to: string, small: SmallWorld) => { table: string; row?: Record<string, unknown>; change?: [column: string, id: string] }

/** One link of each kind to a record, by the column that names it. */
const makes: Record<string, Make> = {
  'person tenures.person_id': (to, { positions }) => ({ table: 'tenures', row: { id, person_id: to, position_id: positions[0], kind: 'subrogante', starts_on: '2026-01-01', ...stamps } }),
  'person participants.person_id': (to, { meetings }) => ({ table: 'participants', row: { id, person_id: to, meeting_id: meetings[1], sort: 90 } }),
  'person contact_points.person_id': (to) => ({ table: 'contact_points', row: { id, person_id: to, kind: 'email', value: 'x@ejemplo.cl', visibility: 'network', ...stamps } }),
  'person internal_notes.subject_id': (to) => ({ table: 'internal_notes', row: { id, subject_type: 'person', subject_id: to, internal_text: 'x', ...made } }),
  'person meeting_invitations.person_id': (to, { meetings }) => ({ table: 'meeting_invitations', row: { id, person_id: to, meeting_id: meetings[1], name: 'x', email: 'x@ejemplo.cl', ...made } }),
  'institution positions.institution_id': (to) => ({ table: 'positions', row: { id, institution_id: to, title: 'Tesorero/a', kind: 'other', lobby_status: 'no', sort: 90, search_text: 'x', ...stamps } }),
  'institution participants.institution_id': (to, { meetings }) => ({ table: 'participants', row: { id, institution_id: to, meeting_id: meetings[1], sort: 90 } }),
  'institution meetings.organiser_id': (_, { meetings }) => ({ table: 'meetings', change: ['organiser_id', meetings[1]!] }),
  'institution meeting_series.organiser_id': (to) => ({
    table: 'meeting_series',
    row: {
      id, uid: id, changed_at: at, rule: 'FREQ=WEEKLY', start_local: '2027-01-04T10:00', end_local: '2027-01-04T11:00', zone: 'America/Santiago', last_on: '2027-06-30',
      holidays: 'keep', title: 'x', kind: 'bilateral', modality: 'video', organiser_id: to, owner_id: 'paula', ...stamps,
    },
  }),
  'institution commitments.debtor_id': (_, { commitments }) => ({ table: 'commitments', change: ['debtor_id', commitments[2]!] }),
  'institution commitments.receipt_institution_id': (_, { commitments }) => ({ table: 'commitments', change: ['receipt_institution_id', commitments[2]!] }),
  'institution commitment_beneficiaries.institution_id': (to, { commitments }) => ({ table: 'commitment_beneficiaries', row: { institution_id: to, commitment_id: commitments[2] } }),
  'institution agreement_parties.institution_id': (to, { agreements }) => ({ table: 'agreement_parties', row: { institution_id: to, agreement_id: agreements[1], role: 'guarantor', sort: 90 } }),
  'institution contact_points.institution_id': (to) => ({ table: 'contact_points', row: { id, institution_id: to, kind: 'email', value: 'x@ejemplo.cl', visibility: 'network', ...stamps } }),
  'institution internal_notes.subject_id': (to) => ({ table: 'internal_notes', row: { id, subject_type: 'institution', subject_id: to, internal_text: 'x', ...made } }),
  'institution connection_requests.asker_id': (to) => ({ table: 'connection_requests', row: { id, folio: 'S-1', asker_id: to, with_kind: 'other', subject: 'x', follow_up_user_id: 'paula', received_on: '2026-01-02', search_text: 'x', ...stamps } }),
  'institution connection_requests.with_id': (to) => ({ table: 'connection_requests', row: { id, folio: 'S-1', asker_id: 'serviu-13', with_kind: 'other', with_id: to, subject: 'x', follow_up_user_id: 'paula', received_on: '2026-01-02', search_text: 'x', ...stamps } }),
  'institution users.institution_id': (to) => ({ table: 'users', row: { id, email: 'x@ejemplo.cl', name: 'x', role: 'leader', institution_id: to, ...stamps } }),
  'institution institutions.parent_id': (_, { institutions }) => ({ table: 'institutions', change: ['parent_id', institutions[2]!] }),
  'institution institution_relations.from_id': (to) => ({ table: 'institution_relations', row: { id, from_id: to, to_id: 'serviu-13', kind: 'member_of', ...made } }),
  'institution institution_relations.to_id': (to) => ({ table: 'institution_relations', row: { id, from_id: 'serviu-13', to_id: to, kind: 'member_of', ...made } }),
  'institution jurisdictions.institution_id': (to) => ({ table: 'jurisdictions', row: { institution_id: to, commune_cut: '13101' } }),
  'institution agenda_items.proposed_by': (to, { meetings }) => ({ table: 'agenda_items', row: { id, meeting_id: meetings[1], sort: 90, title: 'x', proposed_by: to } }),
  'institution meeting_invitations.institution_id': (to, { meetings }) => ({ table: 'meeting_invitations', row: { id, institution_id: to, meeting_id: meetings[1], name: 'x', email: 'x@ejemplo.cl', ...made } }),
  'institution minutes_answers.institution_id': (to, { closed }) => ({ table: 'minutes_answers', row: { id, minutes_id: `acta-${closed[0]}`, institution_id: to, kind: 'approved', answered_on: '2026-01-02', recorded_at: at, recorded_by: 'paula' } }),
}

/** Mail that has left is told where mail is. */
const UNTOLD = ['institution outbox.institution_id']

const known = (['person', 'institution'] as const).flatMap((kind) => links[kind].map(({ table, column }) => `${kind} ${table}.${column}`))

test('there is a link of every kind to try', () => {
  expect(Object.keys(makes).toSorted()).toEqual(known.filter((name) => !UNTOLD.includes(name)).toSorted())
})

test.each(Object.keys(makes))('%s: what was linked since a merge is listed, and stays when it is undone', async (name) => {
  const world = await createWorld()
  const small = await smallWorld(world)
  const [kind, path] = name.split(' ') as [MergeKind, string]
  const [table, column] = path.split('.') as [string, string]
  const [kept_id, gone_id] = kind === 'person' ? small.people : small.institutions
  const { id: merge_id } = (await merge(world.as('paula'), kind, { kept_id: kept_id!, gone_id: gone_id!, version: 1, gone_version: 1, choices: {} })) as { id: string }
  const since = async () => listSince(world.as('paula'), await findWhole(world.as('paula'), merge_id))
  expect(await since()).toEqual([])

  const link = makes[name]!(kept_id!, small)
  await write(world, link, kept_id!)
  const { key } = links[kind].find((one) => one.table === table && one.column === column)!
  const names = async () => {
    const isRow = sql.join(key.map((one) => sql`${sql.ref(one)} = ${link.row ? link.row[one] : link.change![1]}`), sql` and `)
    return (await sql`select 1 as one from ${sql.table(table)} where ${isRow} and ${sql.ref(column)} = ${kept_id}`.execute(world.raw)).rows.length
  }
  expect(await names()).toBe(1)
  expect(await since()).toHaveLength(1)
  expect(await undoMerge(world.as('paula'), merge_id)).toEqual({ edited: [], changed: 0 })
  expect(await names()).toBe(1)
})

const write = ({ raw }: World, { table, row, change }: ReturnType<Make>, to: string) =>
  row
    ? raw.insertInto(table as 'people').values(row as never).execute()
    : sql`update ${sql.table(table)} set ${sql.ref(change![0])} = ${to} where id = ${change![1]}`.execute(raw)
