import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { editPerson } from '#app/domain/people/commands.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { findMergedInto } from '#app/domain/merges/queries/former.server.ts'
import { listSince } from '#app/domain/merges/queries/moves.server.ts'
import { addRelation } from '#app/domain/relations/commands.server.ts'
import { listRelations } from '#app/domain/relations/queries.server.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { person } from '#tests/support/directory.ts'
import { addInstitution, addPerson, closeMeetings, findWhole, hashesOf } from '#tests/support/merges.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = '2026-11-24T13:00:00.000Z'
const stamps = { created_at: at, created_by: 'paula', updated_at: at, updated_by: 'paula' }

/** As Paula, with what both records say today. */
async function merged(world: World, kind: MergeKind, kept_id: string, gone_id: string, choices = {}, who: 'paula' | 'lidia' | 'rosa' = 'paula') {
  const { id } = (await merge(world.as(who), kind, { kept_id, gone_id, version: 1, gone_version: 1, choices })) as { id: string }
  return id
}

test('what one lacks comes from the other, what was chosen stays, and the rest is kept with the merge', async () => {
  const world = await createWorld()
  const kept = await addPerson(world, { given_names: 'M. J.', treatment: 'Sra.' })
  const gone = await addPerson(world, { given_names: 'María José', second_surname: 'Muñoz', rut: '12345678-5', source: 'Mesa de suelo' })
  const id = await merged(world, 'person', kept, gone, { source: 'kept' })

  expect(await findPerson(world.as('paula'), kept)).toMatchObject({ given_names: 'María José', second_surname: 'Muñoz', treatment: 'Sra.', source: 'Lista', version: 2 })
  expect(await findPerson(world.as('paula'), gone)).toBeUndefined()
  expect((await findWhole(world.as('paula'), id)).images.gone).toMatchObject({ id: gone, source: 'Mesa de suelo', rut: '12345678-5' })
  expect(await findMergedInto(world.as('paula'), 'person', gone)).toBe(kept)
})

test('an address that both had is one, and is two again when that is undone', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const point = (id: string, person_id: string, value: string, label: string | null = null) =>
    world.raw.insertInto('contact_points').values({ id, person_id, institution_id: null, position_id: null, kind: 'email', value, label, visibility: 'team', valid_from_on: null, valid_until_on: null, ...stamps }).execute()
  await point('c1', kept, 'ana@tome.cl')
  await point('c2', gone, 'ana@tome.cl')
  await point('c3', gone, 'ana@gmail.com')
  await point('c4', gone, 'ana@tome.cl', 'Su asistente')
  const held = async () => (await world.raw.selectFrom('contact_points').select(['id', 'person_id']).where('id', 'in', ['c1', 'c2', 'c3', 'c4']).orderBy('id').execute()).map(({ id, person_id }) => [id, person_id])
  const before = await held()
  const id = await merged(world, 'person', kept, gone)
  expect(await held()).toEqual([['c1', kept], ['c3', kept], ['c4', kept]])
  await undoMerge(world.as('paula'), id)
  expect(await held()).toEqual(before)
})

test('the history of the kept one tells that of the other, before and after an undoing', async () => {
  const world = await createWorld()
  const [kept, gone] = [await person(world), await person(world, { given_names: 'Pepe' })]
  const id = await merged(world, 'person', kept, gone)
  const told = async () => (await listActivity(world.as('paula'), 'person', kept)).map(({ sentence }) => sentence)
  expect(await told()).toEqual(['fusionó «Pepe Muñoz Tapia» con «José Muñoz Tapia»: queda una sola ficha', 'agregó a «Pepe Muñoz Tapia»', 'agregó a «José Muñoz Tapia»'])
  await undoMerge(world.as('paula'), id)
  expect(await told()).toHaveLength(3)
  expect(await findBrokenLink(world.as('paula'))).toBeNull()
})

test('only whoever writes the directory merges; for others there is nothing to merge, nor to undo', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  await expect(merged(world, 'person', kept, gone, {}, 'lidia')).rejects.toThrow(Forbidden)
  await expect(merged(world, 'person', kept, gone, {}, 'rosa')).rejects.toThrow(NotFound)
  await expect(merged(world, 'institution', 'muni-13102', 'muni-10201', {}, 'rosa')).rejects.toThrow(NotFound)
  const id = await merged(world, 'person', kept, gone)
  await expect(undoMerge(world.as('lidia'), id)).rejects.toThrow(NotFound)
  await expect(undoMerge(world.as('rosa'), id)).rejects.toThrow(NotFound)
})

test('a record that somebody changed meanwhile is not merged', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const before = await hashesOf(world)
  expect(await merge(world.as('paula'), 'person', { kept_id: kept, gone_id: gone, version: 2, gone_version: 1, choices: {} })).toEqual({ stale: 'kept' })
  expect(await merge(world.as('paula'), 'person', { kept_id: kept, gone_id: gone, version: 1, gone_version: 3, choices: {} })).toEqual({ stale: 'gone' })
  await expect(merged(world, 'person', kept, kept)).rejects.toThrow('es la misma')
  expect(await hashesOf(world)).toEqual(before)
})

test('of a closed meeting only whom a row names changes, and only by a merge: what it says of them stays', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const { id } = await meetingWith(world)
  const row = { id: 'p1', meeting_id: id, person_id: gone, name_then: 'Pepa Soto', title_then: 'Jefa', institution_then: 'Tomé', sort: 9 }
  await world.raw.insertInto('participants').values(row).execute()
  await world.raw.insertInto('participants').values({ ...row, id: 'p2', person_id: kept }).execute()
  await closeMeetings(world, [id])

  const merge_id = await merged(world, 'person', kept, gone)
  const seats = () => world.raw.selectFrom('participants').select(['id', 'person_id', 'name_then']).where('id', 'in', ['p1', 'p2']).orderBy('id').execute()
  expect(await seats()).toEqual([{ id: 'p1', person_id: kept, name_then: 'Pepa Soto' }, { id: 'p2', person_id: kept, name_then: 'Pepa Soto' }])
  const other = await addPerson(world)
  await expect(world.raw.updateTable('participants').set({ person_id: other }).where('id', '=', 'p1').execute()).rejects.toThrow('participants_frozen')
  await expect(world.raw.updateTable('participants').set({ name_then: 'x' }).where('id', '=', 'p1').execute()).rejects.toThrow('participants_frozen')
  await undoMerge(world.as('paula'), merge_id)
  expect((await seats())[0]).toMatchObject({ person_id: gone })
  await expect(world.raw.updateTable('participants').set({ person_id: kept }).where('id', '=', 'p1').execute()).rejects.toThrow('participants_frozen')
})

test('twice in one open meeting is once, with what either knew', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const { id } = await meetingWith(world)
  await world.raw.insertInto('participants').values({ id: 'p1', meeting_id: id, person_id: kept }).execute()
  await world.raw.insertInto('participants').values({ id: 'p2', meeting_id: id, person_id: gone, institution_id: 'muni-10201', rsvp: 'accepted', attended: 'present' }).execute()
  await merged(world, 'person', kept, gone)
  expect(await world.raw.selectFrom('participants').select(['id', 'institution_id', 'rsvp', 'attended']).where('person_id', '=', kept).execute())
    .toEqual([{ id: 'p1', institution_id: 'muni-10201', rsvp: 'accepted', attended: 'present' }])
})

test('what a meeting that has closed since says of somebody stays, and the undoing of a merge tells it', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const { id } = await meetingWith(world)
  await world.raw.insertInto('participants').values({ id: 'p1', meeting_id: id, person_id: kept }).execute()
  await world.raw.insertInto('participants').values({ id: 'p2', meeting_id: id, person_id: gone, rsvp: 'accepted' }).execute()
  const merge_id = await merged(world, 'person', kept, gone)
  await closeMeetings(world, [id])
  expect(await undoMerge(world.as('paula'), merge_id)).toEqual({ edited: [], changed: 1 })
  expect(await world.raw.selectFrom('participants').select(['id', 'person_id', 'rsvp']).where('id', 'in', ['p1', 'p2']).orderBy('id').execute())
    .toEqual([{ id: 'p1', person_id: kept, rsvp: 'accepted' }, { id: 'p2', person_id: gone, rsvp: 'accepted' }])
})

test('institutions that are something to each other are not one', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  await world.raw.insertInto('agreements').values({ id: 'a', folio: 'A-2026-0900', kind: 'convenio', text: 'x', agreed_on: '2026-01-02', search_text: 'x', ...stamps }).execute()
  await world.raw.insertInto('agreement_parties').values([{ agreement_id: 'a', institution_id: kept, role: 'obliged' }, { agreement_id: 'a', institution_id: gone, role: 'beneficiary' }]).execute()
  await expect(merged(world, 'institution', kept, gone)).rejects.toThrow('Son las dos partes del acuerdo A-2026-0900')

  await world.raw.insertInto('agreement_parties').values({ agreement_id: 'a', institution_id: 'muni-13102', role: 'beneficiary' }).execute()
  await world.raw.updateTable('institutions').set({ parent_id: kept }).where('id', '=', gone).execute()
  await expect(merged(world, 'institution', kept, gone)).rejects.toThrow('Una depende de la otra')

  await world.raw.updateTable('institutions').set({ parent_id: null }).where('id', '=', gone).execute()
  await world.raw.insertInto('commitments').values({ id: 'c', folio: 'C-2026-0900', text: 'x', debtor_id: kept, follow_up_user_id: 'paula', due_rule: 'none', moved_at: at, search_text: 'x', ...stamps }).execute()
  await world.raw.insertInto('commitment_beneficiaries').values({ commitment_id: 'c', institution_id: gone }).execute()
  await expect(merged(world, 'institution', kept, gone)).rejects.toThrow('C-2026-0900')
})

test('an institution is still found by every name that either had', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addInstitution(world), await addInstitution(world, { name: 'Aromos Viviendas SpA', short_name: 'Aromos', aliases: 'AV' })]
  const id = await merged(world, 'institution', kept, gone, { name: 'gone' })
  expect(await findInstitution(world.as('paula'), kept)).toMatchObject({ name: 'Aromos Viviendas SpA', short_name: 'Los Aromos', aliases: 'Constructora Los Aromos Ltda.|AV|Aromos' })
  await undoMerge(world.as('paula'), id)
  expect(await findInstitution(world.as('paula'), gone)).toMatchObject({ aliases: 'AV' })
})

test('what was linked since stays with the kept one, and is listed', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world), await addPerson(world)]
  const id = await merged(world, 'person', kept, gone)
  const { folio } = await meetingWith(world, { participants: [{ person_id: kept }] })
  const found = await findWhole(world.as('paula'), id)
  expect(await listSince(world.as('paula'), found)).toEqual([{ label: `${folio} · Mesa técnica de suelo`, to: `/reuniones/${folio}` }])
  await undoMerge(world.as('paula'), id)
  expect(await world.raw.selectFrom('participants').select('person_id').where('person_id', 'is not', null).execute()).toEqual([{ person_id: kept }])
})

test('who owes since a merge under an agreement of the other stays among its parties when that is undone', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  const { id: agreement_id } = await makeAgreement(world, { parties: [{ institution_id: gone, role: 'obliged' }, { institution_id: 'muni-13102', role: 'beneficiary' }] })
  const id = await merged(world, 'institution', kept, gone)
  await makeCommitment(world, { agreement_id, debtor_id: kept, beneficiary_ids: ['muni-13102'] })

  await undoMerge(world.as('paula'), id)
  const parties = await world.raw.selectFrom('agreement_parties').select(['institution_id', 'role', 'acceptance']).where('agreement_id', '=', agreement_id).orderBy('sort').execute()
  expect(parties).toEqual([
    { institution_id: gone, role: 'obliged', acceptance: 'pending' },
    { institution_id: 'muni-13102', role: 'beneficiary', acceptance: 'pending' },
    { institution_id: kept, role: 'obliged', acceptance: 'pending' },
  ])
})

test('what somebody wrote since is not written over, and is said', async () => {
  const world = await createWorld()
  const kept = await addPerson(world)
  const gone = await addPerson(world, { second_surname: 'Muñoz', treatment: 'Sra.' })
  const id = await merged(world, 'person', kept, gone)
  await editPerson(world.as('carolina'), kept, { version: 2, given_names: 'Anita', first_surname: 'Soto', second_surname: 'Muñoz', treatment: 'Sra.', source: 'Lista', legal_basis: 'consent' })
  const { edited } = await undoMerge(world.as('paula'), id)
  expect(edited).toEqual(['Nombres', 'Confirmado'])
  expect(await findPerson(world.as('paula'), kept)).toMatchObject({ given_names: 'Anita', second_surname: null, treatment: null, version: 4 })
  expect(await findPerson(world.as('paula'), gone)).toMatchObject({ second_surname: 'Muñoz' })
})

test('after thirty days a merge stays, and twice it is not undone', async () => {
  const world = await createWorld()
  const [one, other, third] = [await addPerson(world), await addPerson(world), await addPerson(world)]
  const first = await merged(world, 'person', one, other)
  await undoMerge(world.as('paula'), first)
  await expect(undoMerge(world.as('paula'), first)).rejects.toThrow('ya se deshizo')
  const second = await merged(world, 'person', one, third)
  world.clock.now = new Date('2026-12-25T13:00:00.000Z')
  await expect(undoMerge(world.as('paula'), second)).rejects.toThrow('más de 30 días')
})

test('what both were a member of is said once when they are one, and twice again when they are two', async () => {
  const world = await createWorld()
  const { as } = world
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  const fact = { operation_id: undefined, to_id: 'red-municipios', source: null, starts_on: null } as const
  await addRelation(as('paula'), kept, { ...fact, kind: 'member_of' })
  await addRelation(as('paula'), gone, { ...fact, kind: 'member_of', starts_on: '2025-03-01', source: 'Carta de adhesión' })
  await addRelation(as('paula'), 'red-municipios', { ...fact, kind: 'associated_with', to_id: kept })
  await addRelation(as('paula'), gone, { ...fact, kind: 'associated_with' })
  const was = await hashesOf(world)

  const { id } = (await merge(as('paula'), 'institution', { kept_id: kept, gone_id: gone, version: 1, gone_version: 1, choices: {} })) as { id: string }
  const relations = await listRelations(as('paula'), kept)
  expect(relations.map(({ kind, starts_on, source }) => [kind, starts_on, source])).toEqual([['associated_with', null, null], ['member_of', '2025-03-01', 'Carta de adhesión']])
  await undoMerge(as('paula'), id)
  expect(await hashesOf(world)).toEqual(was)
})
