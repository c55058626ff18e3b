import { expect, test } from 'vitest'

import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { rejectCommitment } from '#app/domain/commitments/commands/reject.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { askExtension, homeOf, pageOf, sendDelivery, sendOther } from '#tests/support/portal.ts'
import { useFileStore } from '#tests/support/uploads.ts'
import { createWorld } from '#tests/support/world.ts'

test('a leader reads what her municipality owes, the most urgent first and the undated last', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world, { parties: [{ institution_id: 'muni-13102', role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }] })
  await makeCommitment(world, { text: 'Nombrar contraparte', due_rule: 'none', due_on: null })
  await makeCommitment(world, { text: 'Estudio de títulos', due_on: '2026-11-27' })
  await makeCommitment(world, { text: 'Informes previos', due_on: '2026-11-20', agreement_id, responsible_position_id: 'muni-13102:works_director' })

  const { institution, greeting, summary, owed } = await homeOf(world)
  expect(institution).toEqual({ name: expect.stringContaining('Municipalidad de Cerrillos'), place: 'Cerrillos' })
  expect(greeting).toBe('Buenos días, Rosa Sanhueza Vera')
  expect(summary).toEqual({ count: 'Hay 3 compromisos por responder.', urgent: 'El más urgente venció hace 4 días.' })
  expect(owed.rows.map(({ text }) => text)).toEqual(['Informes previos', 'Estudio de títulos', 'Nombrar contraparte'])
  expect(owed.rows[0]).toMatchObject({
    badge: { tone: 'vencido', word: 'Vencido hace 4 días' },
    origin: expect.stringMatching(/^Lo espera .+\. Se acordó el 10-11-2026\. Responde la Dirección de Obras\.$/),
  })
  expect(owed.rows.map(({ badge }) => badge.word).slice(1)).toEqual(['Vence el viernes 27', 'Pendiente, sin fecha'])
})

test('she is greeted by the clock of her municipality', async () => {
  const world = await createWorld({ now: '2026-11-24T22:30:00.000Z' })
  expect((await homeOf(world)).greeting).toMatch(/^Buenas tardes/)
  world.clock.now = new Date('2026-11-24T23:30:00.000Z')
  expect((await homeOf(world)).greeting).toMatch(/^Buenas noches/)
})

test('what has been answered waits for the coordination instead of being asked again', async () => {
  useFileStore()
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  await sendDelivery(world, folio, { text: 'Se envió por oficio' })

  const { owed, summary, reviewed } = await homeOf(world)
  expect(owed.rows[0]).toMatchObject({ answered: 'Informó que está cumplido.', badge: { word: 'Espera revisión de la coordinación' } })
  expect(summary).toBeNull()
  expect(reviewed).toBe(1)
  expect(await pageOf(world, '', folio)).toMatchObject({ answerable: false, note: expect.stringContaining('hable con la coordinación') })
})

test('what others owe to her municipality is a list of its own, with what they fulfilled lately', async () => {
  const world = await createWorld()
  const owedToHer = { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] }
  const { id } = await makeCommitment(world, { ...owedToHer, text: 'Recursos para el diseño' })
  await fulfil(world, id)
  const { folio } = await makeCommitment(world, { ...owedToHer, text: 'Recepción del loteo', due_on: '2026-12-11' })

  const { others, owed } = await homeOf(world)
  expect(owed.total).toBe(0)
  expect(others.rows).toMatchObject([
    { text: 'Recepción del loteo', detail: expect.stringMatching(/, en plazo hasta el 11-12-2026$/) },
    { text: 'Recursos para el diseño', detail: expect.stringMatching(/, cumplido el 24-11-2026$/), glyph: 'square-check' },
  ])
  expect(await pageOf(world, '', folio)).toMatchObject({ answerable: false, origin: expect.stringMatching(/^Lo debe SERVIU/), answers: [], papers: [] })
})

test('without pending commitments she is told when the last one was fulfilled', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await fulfil(world, id)

  const { owed, summary, fulfilled } = await homeOf(world)
  expect([owed.total, summary]).toEqual([0, null])
  expect(fulfilled).toMatchObject([{ on: '24-11-2026' }])
})

test('a long list has pages of 50, and says how many to answer there are in all of them', async () => {
  const world = await createWorld()
  for (let n = 0; n < 52; n++) await makeCommitment(world, { text: `Informe ${n}` })

  const first = await homeOf(world)
  expect(first.owed).toMatchObject({ total: 52, from: 1, to: 50, next: '?pagina=2' })
  const second = await homeOf(world, 'rosa', '?pagina=2')
  expect(second.owed).toMatchObject({ from: 51, to: 52, previous: '?' })
  expect(second.summary?.count).toBe('Hay 52 compromisos por responder.')
  expect((await homeOf(world, 'rosa', '?pagina=900')).owed.page).toBe(2)
})

test('her next meeting is there with its hour and who else comes', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Visita a terreno', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await meetingWith(world, { title: 'Borrador de otra', state: 'draft' })

  const { meeting } = await homeOf(world)
  expect(meeting).toMatchObject({ title: 'Visita a terreno', detail: expect.stringMatching(/^Hoy, 15:00 a 16:00. Con SERVIU/) })
})

test('her coordinator is the one named for her municipality, with a phone to call', async () => {
  const world = await createWorld()
  await world.raw.updateTable('users').set({ phone: '+56921234567' }).where('id', '=', 'carolina').execute()
  await world.raw.updateTable('institutions').set({ coordinator_id: 'carolina' }).where('id', '=', 'muni-13102').execute()
  expect((await homeOf(world)).coordinator).toEqual({
    name: 'Carolina Fuentes Riquelme',
    email: 'carolina@ejemplo.cl',
    phone: { shown: '+56 9 2123 4567', call: 'tel:+56921234567', whatsapp: 'https://wa.me/56921234567' },
  })

  await world.raw.updateTable('users').set({ disabled_at: '2026-11-01T12:00:00.000Z' }).where('id', '=', 'carolina').execute()
  expect((await homeOf(world)).coordinator?.name).toBe('Paula Díaz Rojas')
})

test('a refused delivery comes back to be answered, with the reason', async () => {
  useFileStore()
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await sendDelivery(world, folio)
  await rejectCommitment(world.as('paula'), id, { reason: 'Falta la firma de la directora' })

  expect((await homeOf(world)).summary?.count).toBe('Hay 1 compromiso por responder.')
  const { answers, answerable } = await pageOf(world, '', folio)
  expect(answerable).toBe(true)
  expect(answers).toMatchObject([
    { who: 'La coordinación', words: 'no lo dio por cumplido.', text: 'Falta la firma de la directora' },
    { who: 'Rosa Sanhueza Vera', words: 'informó que está cumplido.' },
  ])
})

test('once it is closed nothing can be answered', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await dropCommitment(world.as('paula'), id, { reason: 'El programa terminó' })

  expect(await sendOther(world, folio, { declared_state: 'in_progress' })).toMatchObject({
    init: { status: 409 }, data: { errors: { '': [expect.stringContaining('ya está cerrado')] } },
  })
  expect(await askExtension(world, folio, { days: '7', reason: 'Falta personal' })).toMatchObject({ init: { status: 409 } })
})

test('somebody who coordinated and now leads another municipality is told to nobody', async () => {
  const world = await createWorld()
  await world.raw.updateTable('institutions').set({ coordinator_id: 'ines' }).where('id', '=', 'muni-13102').execute()
  expect((await homeOf(world)).coordinator?.name).not.toBe('Inés Barría Oyarzo')
})
