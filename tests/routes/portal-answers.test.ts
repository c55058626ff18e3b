import { expect, test } from 'vitest'

import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { listReschedules, listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { decideReschedule } from '#app/domain/commitments/commands/decide-reschedule.server.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { createSession } from '#app/lib/session.server.ts'
import { action as extend, loader as extension } from '#app/routes/portal/extension.tsx'
import { makeCommitment } from '#tests/support/commitments.ts'
import { askExtension, homeOf, pageOf, sendDelivery, sendOther, type Answer } from '#tests/support/portal.ts'
import { PDF, useFileStore } from '#tests/support/uploads.ts'
import { call, cookiesOf } from '#tests/support/users.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async ({ as }: World, id: string) => (await findCommitment(as('paula'), id))!
const placeOf = (response: unknown) => (response as Response).headers.get('Location')
const sentences = (answer: unknown) => (answer as Answer).data.errors

test('reporting it done with a file keeps the file as evidence and ends in a receipt', async () => {
  useFileStore()
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const sent = await sendDelivery(world, folio, { text: 'Van los tres informes' }, { name: 'Oficio 12.pdf', bytes: PDF })

  expect(placeOf(sent)).toBe(`/m/compromisos/${folio}/recibo`)
  expect(await read(world, id)).toMatchObject({ declared_state: 'delivered', evidence_state: 'partial', closed_on: null })
  expect(await listEvidence(world.as('paula'), id)).toMatchObject([{ kind: 'file', file_name: 'Oficio 12.pdf' }])
  expect(await pageOf(world, '/recibo', folio)).toMatchObject({
    commitment: { folio },
    said: { answer: 'Está cumplido (declarado, sin verificar)', words: 'Van los tres informes', next: expect.stringContaining('coordinación') },
    on: '24-11-2026 10:00',
    file: 'Oficio 12.pdf',
  })
})

test('reporting it done needs neither words nor file', async () => {
  useFileStore()
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await sendDelivery(world, folio)
  expect(await read(world, id)).toMatchObject({ declared_state: 'delivered', evidence_state: 'none' })
  expect(await listEvidence(world.as('paula'), id)).toEqual([])
})

test('sent twice, it is written once and leads to the same receipt', async () => {
  useFileStore()
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const first = await sendDelivery(world, folio, { text: 'Listo', operation_id: 'una-sola-vez' })
  const again = await sendDelivery(world, folio, { text: 'Listo', operation_id: 'una-sola-vez' })

  expect(placeOf(again)).toBe(placeOf(first))
  expect((await listUpdates(world.as('paula'), id)).filter(({ kind }) => kind === 'declared')).toHaveLength(1)
})

test('a second answer while the first is reviewed is refused, with what was typed kept', async () => {
  useFileStore()
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  await sendDelivery(world, folio)
  const answer = await sendOther(world, folio, { declared_state: 'not_ours', text: 'Es de la DOM de Maipú' })

  expect(answer).toMatchObject({
    init: { status: 409 },
    data: { errors: { '': [expect.stringContaining('en revisión')] }, values: { text: 'Es de la DOM de Maipú' } },
  })
})

test('a file of another kind is refused beside its field and the sentence is kept', async () => {
  useFileStore()
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const answer = await sendDelivery(world, folio, { text: 'Va el plano' }, { name: 'plano.svg', bytes: '<svg/>' })

  expect(answer).toMatchObject({ init: { status: 400 }, data: { values: { text: 'Va el plano' } } })
  expect(sentences(answer).file?.[0]).toContain('No se admiten')
  expect((await read(world, id)).declared_state).toBe('proposed')
})

test('asking for more time does not move the date until a coordinator accepts', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const sent = await askExtension(world, folio, { days: '15', reason: 'La DOM está sin directora' })

  expect(placeOf(sent)).toBe(`/m/compromisos/${folio}/recibo`)
  expect(await read(world, id)).toMatchObject({ due_on: '2026-12-04', baseline_due_on: '2026-12-04' })
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([{ state: 'proposed', to_due_on: '2026-12-19', reason: 'La DOM está sin directora' }])
  expect(await pageOf(world, '/recibo', folio)).toMatchObject({
    said: { answer: 'Más plazo, hasta el 19-12-2026', words: 'La DOM está sin directora', next: expect.stringContaining('el plazo sigue siendo el 04-12-2026') },
  })
  expect((await homeOf(world)).owed.rows[0]).toMatchObject({
    answered: 'Pidió plazo hasta el 19-12-2026. Por ahora el plazo es el 04-12-2026.',
    badge: { word: 'Espera revisión de la coordinación' },
  })

  await decideReschedule(world.as('paula'), id, { decision: 'accepted', note: null })
  expect((await read(world, id)).due_on).toBe('2026-12-19')
  expect((await homeOf(world)).owed.rows[0]?.answered).toBeNull()
  await expect(pageOf(world, '/recibo', folio)).rejects.toMatchObject({ status: 302 })
})

test('more time is counted from today when the day has already passed', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world, { due_on: '2026-11-20' })
  expect((await pageOf(world, '/plazo', folio)).options[0]).toEqual({ value: '7', label: '7 días más: martes 1 de diciembre' })

  await askExtension(world, folio, { days: '7', reason: 'Vacaciones' })
  expect(await listReschedules(world.as('paula'), id)).toMatchObject([{ to_due_on: '2026-12-01' }])
})

test.each([
  [{ reason: 'x' }, 'days', 'Elija cuánto plazo'],
  [{ days: 'date', reason: 'x' }, 'to_due_on', 'Escriba la fecha'],
  [{ days: 'date', to_due_on: '2026-02-30', reason: 'x' }, 'to_due_on', 'no existe'],
  [{ days: 'date', to_due_on: '2026-11-24', reason: 'x' }, 'to_due_on', 'después de hoy'],
  [{ to_due_on: '2026-12-04', reason: 'x' }, 'to_due_on', 'El plazo que ya tiene es el 04-12-2026'],
  [{ days: '7', to_due_on: '2026-12-30', reason: 'x' }, 'to_due_on', 'deje solo uno'],
  [{ days: '7', reason: '  ' }, 'reason', 'Escriba por qué'],
  [{ days: '99', reason: 'x' }, 'days', 'Elija'],
])('%j is refused with a sentence at «%s» and nothing is asked', async (form, field, words) => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const answer = await askExtension(world, folio, form as Record<string, string>)

  expect((answer as unknown as Answer).init.status).toBe(400)
  expect(sentences(answer)[field]?.[0]).toContain(words)
  expect((answer as unknown as Answer).data.values).toMatchObject(form)
  expect(await listReschedules(world.as('paula'), id)).toEqual([])
})

test('everything that is wrong with a request for time is said at once', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  expect(Object.keys(sentences(await askExtension(world, folio, {})))).toEqual(expect.arrayContaining(['days', 'reason']))
})

test('what was written when the session expired is there after signing in again', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const path = `/m/compromisos/${folio}/plazo`
  const old = (await createSession(world.db, 'rosa', world.clock.now, null)).split(';')[0]!
  world.clock.now = new Date('2026-11-24T23:00:00.000Z')
  const sent = await call(extend, path, { cookie: old, params: { folio }, form: { days: '15', reason: 'Falta la firma' } }).catch((answer: unknown) => answer)
  expect(placeOf(sent)).toContain('/entrar?volver=')

  const cookie = [(await createSession(world.db, 'rosa', world.clock.now, null)).split(';')[0], cookiesOf(sent)].join('; ')
  const { held } = await call(extension, path, { cookie, params: { folio } })
  expect(held).toEqual({ values: { days: '15', reason: 'Falta la firma' } })
})

test('«está en curso» keeps the question open; «no nos corresponde» needs its reason and waits', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await sendOther(world, folio, { declared_state: 'in_progress', text: 'Faltan dos firmas' })
  expect((await read(world, id)).declared_state).toBe('in_progress')
  expect((await homeOf(world)).owed.rows[0]).toMatchObject({ answered: null, badge: { word: 'En curso, vence el 04-12-2026' } })

  expect(sentences(await sendOther(world, folio, { declared_state: 'not_ours' })).text?.[0]).toContain('por qué no corresponde')
  expect(sentences(await sendOther(world, folio, { text: 'hola' })).declared_state?.[0]).toBe('Elija una respuesta.')
  expect(sentences(await sendOther(world, folio, { declared_state: 'dropped' })).declared_state?.[0]).toBe('Elija una respuesta.')
  await sendOther(world, folio, { declared_state: 'not_ours', text: 'Le corresponde a la DOM de Maipú' })
  expect((await homeOf(world)).owed.rows[0]?.answered).toBe('Informó que no le corresponde.')
})
