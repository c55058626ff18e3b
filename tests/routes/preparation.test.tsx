import { expect, test } from 'vitest'

import { writeNote } from '#app/domain/people/commands.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { loader as agreements } from '#app/routes/agreements/index.tsx'
import { loader as commitments } from '#app/routes/commitments/index.tsx'
import { loader as meetings } from '#app/routes/meetings/index.tsx'
import { RemarksCard } from '#app/routes/meetings/preparation-people.tsx'
import { loader } from '#app/routes/meetings/preparation.tsx'
import { makeAgreement } from '#tests/support/agreements.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { countQueries } from '#tests/support/directory.ts'
import { hours, inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { render } from '#tests/ui/render.tsx'

const MAYOR = 'muni-13102:mayor'
const PLANNER = 'muni-13102:planning_director'

const open = (world: World, folio: string, who: Name = 'paula', search = '') =>
  world.visit(loader, who, `/reuniones/${folio}/preparacion${search}`, { params: { folio } })

/** With the mayor and the planner of Cerrillos, SERVIU and the network itself. */
const nextMeeting = (world: World) =>
  meetingWith(world, {
    when: hours('2026-11-30', '09:30', '10:45'),
    place: 'Sala 3',
    organiser_id: 'serviu-13',
    participants: [{ position_id: MAYOR, rsvp: 'accepted' }, { position_id: PLANNER }, { institution_id: 'serviu-13' }, { institution_id: 'red-municipios' }],
  })

async function heldOn(world: World, day: string, participants = [{ institution_id: 'muni-13102' }]) {
  const meeting = await meetingWith(world, { title: `Mesa del ${day}`, when: hours(day, '10:00', '11:00'), participants })
  await changeState(world.as('paula'), meeting.folio, 'held')
  return meeting
}

test('who comes is told with their post and since when, and whoever was not in it last time', async () => {
  const world = await createWorld()
  await inOffice(world, MAYOR, ['Rosa', 'Sanhueza', 'Vera'], { from: '2026-11-02', kind: 'subrogante', until: '2026-12-20' })
  await inOffice(world, PLANNER, ['Pedro', 'Soto'], { from: '2024-01-15', until: '2026-10-31', treatment: 'Sr.' })
  await heldOn(world, '2026-10-12')
  const { folio } = await nextMeeting(world)

  const page = await open(world, folio.toLowerCase())
  expect(page).toMatchObject({
    folio,
    when: 'Lunes 30 de noviembre de 2026, 09:30 a 10:45',
    place: 'Sala 3',
    organiser: 'SERVIU Metropolitano',
    institutions: [{ name: 'Municipalidad de Cerrillos' }, { name: 'SERVIU Metropolitano' }],
    strangers: ['SERVIU Metropolitano'],
  })
  expect(page.groups.map(({ name }) => name)).toEqual(['Municipalidad de Cerrillos', 'SERVIU Metropolitano', 'Red de Municipios'])
  expect(page.groups[0]!.guests).toMatchObject([
    {
      who: 'Rosa Sanhueza Vera (S)', post: 'Alcaldesa', since: 'subrogante, del 02-11-2026 al 20-12-2026',
      isNew: 'No estaba en el cargo en la última reunión, del 12-10-2026', vacant: null, rsvp: { word: 'Confirmó' },
    },
    { who: 'Director/a SECPLA', post: '', since: null, vacant: 'Cargo vacante desde el 31-10-2026; antes, Pedro Soto', isNew: null, rsvp: { word: 'Sin respuesta' } },
  ])
})

test('a post of which nobody knows the holder is not said to be vacant', async () => {
  const world = await createWorld()
  const { folio } = await nextMeeting(world)
  const { groups, past, strangers } = await open(world, folio)
  expect(groups[0]!.guests[0]).toMatchObject({ who: 'Alcalde/sa', vacant: 'No se sabe quién ocupa el cargo' })
  expect({ past, strangers }).toEqual({ past: [], strangers: ['Municipalidad de Cerrillos', 'SERVIU Metropolitano'] })
})

test('the last three meetings with them come with what was settled in each', async () => {
  const world = await createWorld()
  for (const day of ['2026-08-03', '2026-09-07', '2026-10-05']) await heldOn(world, day)
  const last = await heldOn(world, '2026-11-09', [{ institution_id: 'serviu-13' }])
  const agreed = await makeAgreement(world, { meeting_id: last.id })
  await makeCommitment(world, { agreement_id: agreed.id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_on: '2026-11-13' })
  await heldOn(world, '2026-11-10', [{ institution_id: 'red-municipios' }])
  await meetingWith(world, { when: hours('2026-11-26', '10:00', '11:00') })
  const { folio } = await nextMeeting(world)

  const { past } = await open(world, folio)
  expect(past).toMatchObject([
    { folio: last.folio, day: { text: '09-11-2026', ago: 'hace 15 días' }, result: 'Se acordó: Priorizar tres terrenos del banco de suelo', agreements: '1 acuerdo', commitments: '1 compromiso', standing: '1 abierto, 1 vencido' },
    { title: 'Mesa del 2026-10-05', result: 'Sin acuerdos ni compromisos registrados.', agreements: null, commitments: null, standing: null },
    { title: 'Mesa del 2026-09-07' },
  ])
})

test('what they owe and what they are owed, the most overdue first, and the rest one click away', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: 'Sin fecha', due_rule: 'none', due_on: null })
  for (let day = 1; day <= 7; day++) await makeCommitment(world, { text: `Informe ${day}`, due_on: `2026-12-0${day}` })
  await makeCommitment(world, { text: 'Lo más atrasado', due_on: '2026-11-13' })
  await makeCommitment(world, { text: 'Del GORE', debtor_id: 'gore-13', beneficiary_ids: ['serviu-13'] })
  const { folio } = await nextMeeting(world)

  const { owed, received } = await open(world, folio)
  expect(owed.rows.map(({ text }) => text)).toEqual(['Lo más atrasado', 'Informe 1', 'Informe 2', 'Informe 3', 'Informe 4', 'Informe 5', 'Informe 6'])
  expect(owed.rows[0]).toMatchObject({ status: { word: 'Vencido hace 11 días', tone: 'vencido' }, owes: 'Municipalidad de Cerrillos', receives: 'a SERVIU Metropolitano' })
  expect(owed.all).toEqual([{ id: 'muni-13102', name: 'Municipalidad de Cerrillos', count: 9, to: '/compromisos?vista=todos&institucion=muni-13102&papel=debe&estado=abiertos' }])
  // What those who come owe each other is told once, as something that is owed.
  expect(received).toMatchObject({ rows: [{ text: 'Del GORE' }], all: [] })
})

test('convenios about to end come first, in days, before the other agreements in force', async () => {
  const world = await createWorld()
  await makeAgreement(world, { text: 'Sin término' })
  await makeAgreement(world, { text: 'Hasta el otro año', kind: 'protocol', valid_until_on: '2027-12-31' })
  await makeAgreement(world, { text: 'Transferencia', kind: 'convenio', valid_until_on: '2026-12-28' })
  await makeAgreement(world, { text: 'Ya terminó', kind: 'convenio', valid_until_on: '2026-11-23' })
  await makeAgreement(world, { text: 'Termina en 91 días', kind: 'convenio', valid_until_on: '2027-02-23' })
  const { folio } = await nextMeeting(world)

  const page = await open(world, folio)
  expect(page.agreements.map(({ text, ends }) => [text, ends])).toEqual([
    ['Transferencia', 'Termina en 34 días'], ['Termina en 91 días', null], ['Hasta el otro año', null], ['Sin término', null],
  ])
  expect(page.questions).toMatchObject([{ text: '¿Se renueva «Transferencia», que termina en 34 días?' }])
})

test('every figure is the length of the list behind it', async () => {
  const world = await createWorld()
  const { as } = world
  const past = await heldOn(world, '2026-10-05', [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }])
  const agreed = await makeAgreement(world, { meeting_id: past.id, kind: 'convenio', valid_until_on: '2027-01-15', parties: [
    { institution_id: 'serviu-13', role: 'obliged' }, { institution_id: 'serviu-13', role: 'guarantor' }, { institution_id: 'muni-13102', role: 'beneficiary' },
  ] })
  await makeAgreement(world, { valid_until_on: '2026-01-15' })
  await makeAgreement(world)
  await makeCommitment(world, { agreement_id: agreed.id, due_on: '2026-11-13', beneficiary_ids: ['serviu-13', 'gore-13'] })
  await makeCommitment(world, { due_on: '2026-11-20' })
  await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const { id } = await makeCommitment(world, { due_on: '2026-11-20' })
  await declareCommitment(as('carolina'), id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  const { folio } = await nextMeeting(world)

  const { institutions } = await open(world, folio)
  const counts = institutions.map(({ figures }) => figures.map(({ count }) => count))
  expect(counts).toEqual([[3, 2, 1, 2, 1, 2], [1, 0, 3, 2, 1, 2]])
  for (const { figures } of institutions) {
    for (const { count, to } of figures) {
      const list = to.startsWith('/compromisos') ? commitments : to.startsWith('/acuerdos') ? agreements : meetings
      const { total, rows } = (await world.visit(list as typeof commitments, 'lidia', to)) as { total: number; rows: unknown[] }
      expect([to, rows.length, total]).toEqual([to, count, count])
    }
  }
})

test('what they owe our institution, and it them, is told apart where there is any', async () => {
  const world = await createWorld()
  await makeCommitment(world, { beneficiary_ids: ['serviu-13', 'deficit-cero'] })
  await makeCommitment(world)
  await makeCommitment(world, { debtor_id: 'deficit-cero', beneficiary_ids: ['muni-13102'] })
  const { folio } = await nextMeeting(world)

  const labels = async (who: Name) => (await open(world, folio, who)).institutions[0]!.figures.map(({ label }) => label)
  expect(await labels('paula')).not.toContain('Nos debe')
  expect(await labels('elena')).toContain('Nos debe')
  const ours = (await open(world, folio, 'elena')).institutions[0]!.figures.filter(({ to }) => to.includes('&con='))
  expect(ours).toMatchObject([{ label: 'Nos debe', count: 1 }, { label: 'Le debemos', count: 1 }])
  for (const { to, count } of ours) {
    expect(await world.visit(commitments, 'elena', to)).toMatchObject({ total: count, counterpart: 'Déficit Cero' })
  }
})

test('a remark for the team reaches whoever may read it, on the screen and not on paper', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, MAYOR, ['Rosa', 'Sanhueza'])
  const past = await meetingWith(world, { when: hours('2026-11-23', '10:00', '11:00') })
  await changeState(world.as('paula'), past.folio, 'in_progress')
  await writeEntry(world, past.folio, { kind: 'note', audience: 'internal', text: 'CANARIO en el acta' })
  await changeState(world.as('paula'), past.folio, 'held')
  await writeNote(world.as('paula'), person_id, { operation_id: undefined, internal_text: 'CANARIO de la alcaldesa' })
  const { folio } = await nextMeeting(world)

  expect(JSON.stringify(await open(world, folio, 'lidia'))).not.toContain('CANARIO')
  expect((await open(world, folio, 'lidia')).remarks).toBeNull()
  const page = await open(world, folio, 'elena')
  expect(page.remarks).toMatchObject([
    { text: 'CANARIO de la alcaldesa', about: 'Sobre Rosa Sanhueza' },
    { text: 'CANARIO en el acta', about: past.folio, to: `/reuniones/${past.folio}?seccion=acta` },
  ])
  expect(page.printsRemarks).toBe(false)
  const card = (printed: boolean) => render(<RemarksCard remarks={page.remarks!} printed={printed} />)
  expect(await card(false)).toMatch(/^<section class="[^"]*no-imprimir/)
  expect(await card(true)).not.toMatch(/^<section class="[^"]*no-imprimir/)
  expect(await card(true)).toContain('Solo interno')
  expect((await open(world, folio, 'elena', '?internas=si')).printsRemarks).toBe(true)
})

test('a remark of minutes that were corrected is told as they say now', async () => {
  const world = await createWorld()
  const past = await heldOn(world, '2026-11-23')
  for (const minutes_number of [1, 2]) await writeEntry(world, past.folio, { kind: 'note', audience: 'internal', text: `Versión ${minutes_number}`, minutes_number })
  const { folio } = await nextMeeting(world)
  expect((await open(world, folio)).remarks?.map(({ text }) => text)).toEqual(['Versión 2'])
})

test('the printed page says when it was made, by whom and for what', async () => {
  const world = await createWorld()
  const { folio } = await nextMeeting(world)
  expect((await open(world, folio, 'elena')).made).toBe(`Hecha el 24-11-2026 10:00 por Elena Muñoz Tapia, para su uso en la reunión ${folio}.`)
})

test('a meeting with nobody else has nothing to prepare yet, and only who may change it is asked to', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { participants: [{ institution_id: 'red-municipios' }] })
  expect(await open(world, folio)).toMatchObject({ institutions: [], questions: [], edits: true })
  expect(await open(world, folio, 'elena')).toMatchObject({ edits: false })
})

test('the page asks the same number of questions to the database whoever comes', async () => {
  const world = await createWorld()
  await inOffice(world, MAYOR, ['Rosa', 'Sanhueza'])
  await heldOn(world, '2026-10-05')
  await makeCommitment(world)
  await makeAgreement(world)
  const few = await nextMeeting(world)
  const first = await countQueries(world, () => open(world, few.folio))

  const crowd = ['13120', '10201', '13101', '13119', '13123'].flatMap((cut) => [{ position_id: `muni-${cut}:mayor` }, { position_id: `muni-${cut}:planning_director` }])
  for (const [at, { position_id }] of crowd.entries()) await inOffice(world, position_id, ['Ana', `Toro${at}`])
  for (const cut of ['13120', '10201', '13101']) await makeCommitment(world, { debtor_id: `muni-${cut}` })
  const many = await meetingWith(world, { when: hours('2026-11-30', '15:00', '16:00'), participants: [{ position_id: MAYOR }, { institution_id: 'serviu-13' }, ...crowd] })
  expect((await open(world, many.folio)).institutions).toHaveLength(7)
  expect(await countQueries(world, () => open(world, many.folio))).toBe(first)
})

test('a leader finds no such page', async () => {
  const world = await createWorld()
  const { folio } = await nextMeeting(world)
  await expect(open(world, folio, 'rosa')).rejects.toMatchObject({ init: { status: 404 } })
})
