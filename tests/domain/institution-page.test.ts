import { expect, test } from 'vitest'

import { countAgreements, listAgreements, readAgreementFilter } from '#app/domain/agreements/queries.server.ts'
import { countGroups, listCommitments, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { createRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import { createInstitution, editInstitution } from '#app/domain/institutions/commands.server.ts'
import { findRhythm } from '#app/domain/institutions/queries/contacts.server.ts'
import { countDocuments, listDocuments } from '#app/domain/institutions/queries/documents.server.ts'
import { countFulfilment, countTabs, findLastContact, listJurisdiction } from '#app/domain/institutions/queries/record.server.ts'
import { countTimeline, listTimeline } from '#app/domain/institutions/queries/timeline.server.ts'
import { dependsOn, findInstitution } from '#app/domain/institutions/queries.server.ts'
import { timelineTopics, type TimelineTopic } from '#app/domain/institutions/terms.ts'
import { addRelation, endRelation, undoRelation } from '#app/domain/relations/commands.server.ts'
import { listDependents, listRelations } from '#app/domain/relations/queries.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { makeConvenio, moveConvenio } from '#tests/support/convenios.ts'
import { countQueries } from '#tests/support/directory.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CERRILLOS = 'muni-13102'

/** A year of Cerrillos in a few facts. */
async function lived(world: World) {
  const { id: meeting_id } = await meetingWith(world, { when: hours('2026-11-10', '10:00', '11:00') })
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', meeting_id).execute()
  await meetingWith(world)
  const { id } = await makeConvenio(world, {}, { valid_until_on: '2027-01-23' })
  await moveConvenio(world, id, 'legal_review')
  await makeAgreement(world, { valid_until_on: '2026-10-01' })
  const kept = await makeCommitment(world, { agreement_id: id })
  await fulfil(world, kept.id)
  const declared = await makeCommitment(world)
  await declareCommitment(world.as('paula'), declared.id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  await makeCommitment(world, { due_on: '2026-11-13' })
  await dropCommitment(world.as('paula'), (await makeCommitment(world)).id, { reason: 'Cambió el programa' })
  await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: [CERRILLOS] })
  await createRequest(world.as('paula'), { asker_id: CERRILLOS, with_kind: 'serviu', with_id: 'serviu-13', subject: 'Factibilidad de Los Aromos', detail: null, follow_up_user_id: 'paula' })
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'], { from: '2024-12-06' })
  await inOffice(world, 'muni-13102:works_director', ['Iván', 'Toro'], { from: '2024-12-06', until: '2026-06-30' })
}

test('every figure of the page is as long as the list behind it, and what is only declared does not count as kept', async () => {
  const world = await createWorld()
  await lived(world)
  const paula = world.as('paula')
  const { sides, validity } = await countTabs(paula, CERRILLOS)

  for (const [side, figures] of Object.entries(sides)) {
    for (const [state, figure] of Object.entries(figures)) {
      const filter = readCommitmentFilter(new URLSearchParams(`vista=todos&institucion=${CERRILLOS}&papel=${side}&estado=${state}`), paula)
      expect(await listCommitments(paula, filter), `${side} ${state}`).toHaveLength(figure)
      expect((await countGroups(paula, filter)).total).toBe(figure)
    }
  }
  for (const [name, figure] of Object.entries(validity)) {
    const filter = readAgreementFilter(new URLSearchParams(`institucion=${CERRILLOS}&vigencia=${name}`))
    expect(await listAgreements(paula, filter), name).toHaveLength(figure)
    expect(await countAgreements(paula, filter)).toBe(figure)
  }
  expect(sides.debe).toEqual({ 'abiertos-y-cumplidos': 3, cumplido: 1, 'por-validar': 1, vencido: 1 })
  expect(sides.recibe).toMatchObject({ 'abiertos-y-cumplidos': 1, cumplido: 0 })
  expect(validity).toEqual({ 'vigentes': 1, 'por-renovar': 1, 'terminados': 1 })
})

test('its history is told from every side in one query, newest first, by topic and by page', async () => {
  const world = await createWorld()
  await lived(world)
  const lidia = world.as('lidia')
  const rows = await listTimeline(lidia, CERRILLOS)

  expect(new Set(rows.map(({ what }) => what))).toEqual(
    new Set(['meeting', 'agreed', 'staged', 'promised', 'kept', 'dropped', 'overdue', 'asked', 'took_office', 'left_office']))
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted().reverse())
  expect(await countTimeline(lidia, CERRILLOS)).toBe(rows.length)
  expect(rows.filter(({ what }) => what === 'meeting'), 'only what took place').toHaveLength(1)
  expect(rows.find(({ what }) => what === 'left_office')).toMatchObject({ extra: 'Iván Toro', ref: 'muni-13102:works_director' })

  let sum = 0
  for (const topic of Object.keys(timelineTopics) as TimelineTopic[]) {
    const some = await listTimeline(lidia, CERRILLOS, { topic })
    expect(await countTimeline(lidia, CERRILLOS, topic)).toBe(some.length)
    sum += some.length
  }
  expect(sum).toBe(rows.length)
  const paged = [...(await listTimeline(lidia, CERRILLOS, { limit: 5 })), ...(await listTimeline(lidia, CERRILLOS, { limit: 5, page: 2 }))]
  expect(paged).toEqual(rows.slice(0, 10))
  expect(await countQueries(world, () => listTimeline(lidia, CERRILLOS))).toBe(1)
})

test('a leader reads in it what is theirs, and of another institution nothing', async () => {
  const world = await createWorld()
  await lived(world)
  const ines = world.as('ines')
  expect(await listTimeline(ines, CERRILLOS)).toEqual([])
  expect(await listDocuments(ines, CERRILLOS, 1)).toEqual([])
  expect(await countFulfilment(ines, CERRILLOS)).toMatchObject({ debe: { cumplido: 0, 'abiertos-y-cumplidos': 0 } })
  expect(await listJurisdiction(ines, CERRILLOS)).toEqual([])
  expect((await listTimeline(world.as('rosa'), CERRILLOS)).length).toBeGreaterThan(5)
  expect(await listTimeline(world.as('rosa'), 'serviu-13'), 'of SERVIU, only what it shares with Cerrillos')
    .toEqual(expect.not.arrayContaining([expect.objectContaining({ what: 'took_office' })]))
})

test('its papers are the evidence of what it owes or is owed and the closed minutes of its meetings', async () => {
  const world = await createWorld()
  await lived(world)
  const rows = await listDocuments(world.as('lidia'), CERRILLOS, 1)
  expect(rows).toMatchObject([{ kind: 'oficio', name: 'ORD. 1.482', folio: 'C-2026-0001' }])
  const meeting = await world.raw.selectFrom('meetings').select(['id', 'folio']).where('state', '=', 'held').executeTakeFirstOrThrow()
  const version = { meeting_id: meeting.id, reason: null, content: '{}', content_hash: 'x', started_at: '2026-11-10T14:00:00.000Z', started_by: 'paula', closed_by: 'paula' }
  await world.raw.insertInto('minutes').values({ id: 'm1', number: 1, state: 'approved', closed_at: '2026-11-12T14:00:00.000Z', ...version }).execute()
  expect((await listDocuments(world.as('lidia'), CERRILLOS, 1)).map(({ kind }) => kind)).toEqual(['oficio', 'minutes'])
  expect(await countDocuments(world.as('lidia'), CERRILLOS)).toBe(2)
  await world.raw.updateTable('evidence').set({ withdrawn_at: '2026-11-24T13:00:00.000Z' }).execute()
  expect(await countDocuments(world.as('lidia'), CERRILLOS)).toBe(1)
})

test('the last contact and the usual rhythm are of meetings that took place', async () => {
  const world = await createWorld()
  for (const day of ['2026-09-01', '2026-09-15', '2026-09-29', '2026-12-10']) await meetingWith(world, { when: hours(day, '10:00', '11:00') })
  expect(await findRhythm(world.as('paula'), CERRILLOS)).toBe(2)
  expect(await findLastContact(world.as('paula'), CERRILLOS)).toBe('2026-09-29T13:00:00.000Z')
})

const named = { name: 'Fundación Los Aromos', short_name: null, aliases: null, parent_id: null, region_code: null, commune_cut: null, coordinator_id: null }

test('a RUT belongs to one institution, whatever way it was typed', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const id = await createInstitution(paula, { operation_id: undefined, kind: 'ngo', ...named, rut: '76123456-0' })
  expect((await findInstitution(paula, id))?.rut).toBe('76123456-0')
  await expect(createInstitution(paula, { operation_id: undefined, kind: 'ngo', ...named, name: 'Otra', rut: '76123456-0' })).rejects.toThrow('Ese es el RUT de Fundación Los Aromos')
  await editInstitution(paula, id, { ...named, kind: 'ngo', version: 1 })
  expect((await findInstitution(paula, id))?.rut, 'who says nothing of it leaves it').toBe('76123456-0')
  await editInstitution(paula, id, { ...named, kind: 'ngo', version: 2, rut: null })
  expect((await findInstitution(paula, id))?.rut).toBeNull()
})

test('no institution depends on one that depends on it, however far', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const make = (name: string, parent_id: string | null) => createInstitution(paula, { operation_id: undefined, kind: 'other', ...named, name, parent_id })
  const top = await make('Arriba', null)
  const middle = await make('En medio', top)
  const bottom = await make('Abajo', middle)
  expect(await dependsOn(paula, bottom, top)).toBe(true)
  expect(await dependsOn(paula, top, bottom)).toBe(false)
  await expect(editInstitution(paula, top, { ...named, name: 'Arriba', kind: 'other', version: 1, parent_id: bottom })).rejects.toThrow('ninguna puede depender de la otra')
  expect(await listDependents(paula, top)).toEqual([{ id: middle, name: 'En medio' }])
})

test('a relation is seen from both ends, ends with its day, and either can be undone', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const fact = { operation_id: 'una', to_id: 'red-municipios', kind: 'member_of', starts_on: '2025-03-01', source: 'Carta de adhesión' } as const
  const id = await addRelation(paula, CERRILLOS, fact)
  expect(await addRelation(paula, CERRILLOS, fact), 'sent twice, written once').toBe(id)
  for (const end of [CERRILLOS, 'red-municipios']) expect(await listRelations(world.as('lidia'), end)).toMatchObject([{ id, from_id: CERRILLOS }])
  expect((await listActivity(paula, 'institution', 'red-municipios'))[0]?.sentence).toMatch(/anotó que «.*Cerrillos» integra «/)

  await expect(addRelation(paula, CERRILLOS, { ...fact, operation_id: undefined })).rejects.toThrow('Ya está anotado')
  await expect(addRelation(paula, CERRILLOS, { ...fact, operation_id: undefined, to_id: CERRILLOS })).rejects.toThrow('consigo misma')
  await expect(addRelation(world.as('lidia'), CERRILLOS, { ...fact, operation_id: undefined, to_id: 'gore-13' })).rejects.toThrow('Su perfil')
  await expect(endRelation(paula, id, '2026-11-25')).rejects.toThrow('todavía no llega')
  await expect(endRelation(paula, id, '2025-02-01')).rejects.toThrow('Empezó el 01-03-2025')
  await endRelation(paula, id, '2026-10-31')
  expect(await listRelations(paula, CERRILLOS)).toMatchObject([{ ends_on: '2026-10-31' }])
  await undoRelation(paula, id, { ended: true })
  expect(await listRelations(paula, CERRILLOS)).toMatchObject([{ ends_on: null, ended_at: null }])
  await expect(undoRelation(paula, id, { ended: true }), 'pressed twice').rejects.toThrow('cambió recién')
  await undoRelation(paula, id, { ended: false })
  expect(await listRelations(paula, CERRILLOS)).toEqual([])
  expect(await listRelations(world.as('rosa'), CERRILLOS)).toEqual([])
})

test('an end is not taken back once the same relation was written down again', async () => {
  const paula = (await createWorld()).as('paula')
  const fact = { operation_id: undefined, to_id: 'red-municipios', kind: 'member_of', starts_on: null, source: null } as const
  const id = await addRelation(paula, CERRILLOS, fact)
  await endRelation(paula, id, '2026-10-31')
  await addRelation(paula, CERRILLOS, fact)
  await expect(undoRelation(paula, id, { ended: true })).rejects.toThrow('Ya está anotado')
})

test('being associated has no direction', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const fact = { operation_id: undefined, kind: 'associated_with', starts_on: null, source: null } as const
  await addRelation(paula, CERRILLOS, { ...fact, to_id: 'muni-10201' })
  await expect(addRelation(paula, 'muni-10201', { ...fact, to_id: CERRILLOS })).rejects.toThrow('Ya está anotado')
  await expect(listRelations(world.as('ines'), 'muni-10201'), 'a leader sees no other institution by it').resolves.toEqual([])
})
