import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { editCommitment } from '#app/domain/commitments/commands/edit.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { editInstitution } from '#app/domain/institutions/commands.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { search } from '#app/domain/search/queries.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { imageOf, putBack } from '#app/lib/row-images.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { engineOf } from '#db/dialect.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { addLink, smallWorld } from '#tests/support/merges.ts'
import { indexFaults } from '#tests/support/search-index.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = '2026-11-24T13:00:00.000Z'

/** The kinds among which something is found now. */
const kinds = async ({ as }: World, q: string) => (await search(as('lidia'), q)).map(({ group }) => group)

test('a word is found as soon as it is written, and no longer once it is changed or taken away', async () => {
  const world = await createWorld()
  const { raw } = world
  const { person_id, tenure_id } = await inOffice(world, 'muni-13102:mayor', ['Zoraida', 'Quisquilla'])
  expect(await kinds(world, 'zoraida')).toEqual(['people', 'positions'])
  await raw.updateTable('people').set({ search_text: 'ximena quisquilla' }).where('id', '=', person_id).execute()
  expect([await kinds(world, 'zoraida'), await kinds(world, 'xim')]).toEqual([[], ['people', 'positions']])
  await raw.deleteFrom('tenures').where('id', '=', tenure_id).execute()
  await raw.deleteFrom('people').where('id', '=', person_id).execute()
  expect(await kinds(world, 'ximena')).toEqual([])

  const { id } = await makeCommitment(world, { text: 'Enviar el trasatlántico' })
  expect(await kinds(world, 'trasatlantico')).toEqual(['commitments'])
  await raw.updateTable('commitments').set({ search_text: 'otra cosa' }).where('id', '=', id).execute()
  expect(await kinds(world, 'trasatlantico')).toEqual([])

  const request = await makeRequest(world, { subject: 'Zarzaparrilla', detail: 'Con detalle de alcachofa' })
  expect(await kinds(world, 'zarza')).toEqual(['requests'])
  const [{ hits: [hit] = [] } = {}] = await search(world.as('lidia'), 'alcachofa')
  expect(hit).toMatchObject({ key: request.folio, excerpt: 'Con detalle de alcachofa' })
})

test('what was rolled back was never there', async () => {
  const world = await createWorld()
  const attempt = atomically(world.as('paula'), async (ctx) => {
    await makeCommitmentIn(ctx.db)
    throw new Error('No.')
  })
  await expect(attempt).rejects.toThrow('No.')
  expect(await kinds(world, 'fantasma')).toEqual([])
})

const makeCommitmentIn = (db: World['db']) =>
  db.insertInto('people')
    .values({ id: newId(), given_names: 'Fantasma', first_surname: 'Soto', source: 'x', legal_basis: 'x', search_text: 'fantasma soto', sort_text: 'soto', created_at: at, updated_at: at })
    .execute()

test('a renamed institution takes every record that it stands beside to its new name, and back again', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const meeting = await meetingWith(world)
  await makeAgreement(world)
  await makeCommitment(world)
  await makeRequest(world)
  await changeState(paula, meeting.folio, 'in_progress')
  await writeEntry(world, meeting.folio, { kind: 'note', audience: 'shared', text: 'Se revisa la cartera' })
  const beside = ['institutions', 'meetings', 'minutes', 'agreements', 'commitments', 'requests']
  expect(await kinds(world, 'cerrillos')).toEqual(beside)

  const before = (await imageOf(world.raw, 'institutions', { id: 'muni-13102' }))!
  const { version, kind, region_code, commune_cut, parent_id } = await world.raw.selectFrom('institutions').selectAll().where('id', '=', 'muni-13102').executeTakeFirstOrThrow()
  await editInstitution(paula, 'muni-13102', {
    version, kind, name: 'Municipalidad de Maravilla', short_name: 'Municipalidad de Maravilla', aliases: null, region_code, commune_cut, parent_id, coordinator_id: null,
  })
  expect([await kinds(world, 'cerrillos'), await kinds(world, 'maravilla')]).toEqual([[], beside])

  await putBack(world.raw, 'institutions', { id: 'muni-13102' }, before)
  expect([await kinds(world, 'cerrillos'), await kinds(world, 'maravilla')]).toEqual([beside, []])
})

test('who joins a record is found beside it, and who leaves is not', async () => {
  const world = await createWorld()
  const { raw } = world
  const { id } = await meetingWith(world)
  const guest = { id: newId(), meeting_id: id, institution_id: 'muni-10201' }
  await raw.insertInto('participants').values(guest).execute()
  expect(await kinds(world, 'castro')).toEqual(['institutions', 'meetings'])
  await raw.updateTable('participants').set({ institution_id: 'muni-13120' }).where('id', '=', guest.id).execute()
  expect([await kinds(world, 'castro'), await kinds(world, 'nunoa')]).toEqual([['institutions'], ['institutions', 'meetings']])
  await raw.deleteFrom('participants').where('id', '=', guest.id).execute()
  expect(await kinds(world, 'nunoa')).toEqual(['institutions'])

  const commitment = await makeCommitment(world)
  await raw.insertInto('commitment_beneficiaries').values({ commitment_id: commitment.id, institution_id: 'muni-13120' }).execute()
  expect(await kinds(world, 'nunoa')).toEqual(['institutions', 'commitments'])
  await raw.deleteFrom('commitment_beneficiaries').where('institution_id', '=', 'muni-13120').execute()
  await raw.updateTable('commitments').set({ debtor_id: 'muni-10201' }).where('id', '=', commitment.id).execute()
  expect([await kinds(world, 'nunoa'), await kinds(world, 'castro')]).toEqual([['institutions'], ['institutions', 'commitments']])
})

test('a text that was changed and undone is found by its words again', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world, { text: 'Pintar la multicancha' })
  await editCommitment(world.as('paula'), folio, {
    text: 'Techar la multicancha', agreement_id: null, meeting_id: null, debtor_id: 'muni-13102', responsible_position_id: null,
    beneficiary_ids: ['serviu-13'], follow_up_user_id: 'paula', version: 1,
  })
  expect([await kinds(world, 'pintar'), await kinds(world, 'techar')]).toEqual([[], ['commitments']])
  const last = await world.raw.selectFrom('commitment_updates').select('id').where('commitment_id', '=', id).where('before', 'is not', null).orderBy('id', 'desc').executeTakeFirstOrThrow()
  await undoUpdate(world.as('paula'), last.id)
  expect([await kinds(world, 'pintar'), await kinds(world, 'techar')]).toEqual([['commitments'], []])
})

test('a file is found by its name while its evidence stands', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const file = { sha256: 'a'.repeat(64), name: 'Oficio Ñandú 1482.pdf', media_type: 'application/pdf', size: 10 }
  await declareCommitment(world.as('paula'), id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'file', file }] })
  const [{ group, hits: [hit] = [] } = {}] = await search(world.as('lidia'), 'nandu oficio')
  expect([group, hit?.key, hit?.label]).toEqual(['files', folio, 'Oficio Ñandú 1482.pdf'])
  await world.raw.updateTable('files').set({ name: 'Zeta.pdf' }).execute()
  expect([await kinds(world, 'nandu'), await kinds(world, 'zeta')]).toEqual([[], ['files']])
  await world.raw.updateTable('evidence').set({ withdrawn_at: at, withdrawn_by: 'paula' }).execute()
  expect(await kinds(world, 'zeta')).toEqual([])
  await world.raw.updateTable('evidence').set({ withdrawn_at: null, withdrawn_by: null }).execute()
  expect(await kinds(world, 'zeta')).toEqual(['files'])
})

test('after a merge and after its undoing the index holds what it would if it were written anew', { timeout: 60_000 }, async () => {
  const world = await createWorld()
  const made = await smallWorld(world)
  for (let what = 0; what < 44; what++) await addLink(world, made, { what: what % 22, who: what, where: 2 + what % 2, other: what % 2, n: what })
  await writeEntry(world, made.meetings[0]!, { kind: 'note', audience: 'shared', text: 'Zarzamora' })
  expect(await indexFaults(world)).toEqual([])
  for (const [kind, [kept_id, gone_id]] of [['institution', made.institutions.slice(2)], ['person', made.people]] as const) {
    const { id } = (await merge(world.as('paula'), kind, { kept_id: kept_id!, gone_id: gone_id!, version: 1, gone_version: 1, choices: {} })) as { id: string }
    expect(await indexFaults(world), kind).toEqual([])
    await undoMerge(world.as('paula'), id)
    expect(await indexFaults(world), kind).toEqual([])
  }
  await sql`delete from ${sql.table(engineOf(world.raw) === 'postgres' ? 'search_index' : 'search_entries')} where record_id = ${made.people[0]}`.execute(world.raw)
  expect(await indexFaults(world), 'a word that is missing is seen').not.toEqual([])
})
