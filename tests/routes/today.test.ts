import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { loader } from '#app/routes/today.tsx'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

test('an executive lands on the calendar and a leader on their portal', async () => {
  const world = await createWorld()

  const landing = async (who: 'elena' | 'rosa') => {
    const answer: unknown = await world.visit(loader, who, '/').catch((response: unknown) => response)
    return (answer as Response).headers.get('Location')
  }
  expect(await landing('elena')).toBe('/calendario')
  expect(await landing('rosa')).toBe('/m')
})

test('the day of a coordinator: her meetings and what falls due on one line, and what waits with its next act', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Mesa de suelo', when: hours('2026-11-24', '10:20', '11:20') })
  await meetingWith(world, { title: 'Ronda de mañana', when: hours('2026-11-25', '09:00', '10:00') })
  await makeCommitment(world, { text: 'Enviar el catastro', due_on: '2026-11-24' })
  const { folio } = await makeCommitment(world, { text: 'Responder la factibilidad', due_on: '2026-11-13' })
  const { id: answered } = await makeCommitment(world, { text: 'Estudio de títulos', due_on: '2026-11-20' })
  await declareCommitment(world.as('rosa'), answered, { declared_state: 'delivered', text: 'Listo', evidence: [] })

  const today = await world.visit(loader, 'paula', '/')
  expect(today).toMatchObject({
    heading: 'Martes 24 de noviembre',
    sentence: 'Una reunión, un compromiso que vence hoy, un compromiso vencido y uno por validar.',
    open: { count: 3, to: '/compromisos?vista=mios&estado=abiertos' },
    week: {
      nextStart: 'La próxima empieza en 20 minutos',
      today: { meetings: [{ title: 'Mesa de suelo', time: '10:20', length: '1 h', near: true }], due: [{ text: 'Enviar el catastro', status: { word: 'Vence hoy' } }] },
      next: [{ meetings: [{ title: 'Ronda de mañana' }] }, {}, {}],
    },
  })
  expect(today.week.strip.map((day) => day.marks.length)).toEqual([0, 2, 1, 0, 0])
  expect(today.tasks).toMatchObject([
    { title: 'Responder la factibilidad', badge: { word: 'Vencido hace 11 días' }, act: { label: 'Pedir avance', to: `/compromisos/${folio}/pedido` } },
    { title: 'Estudio de títulos', badge: { word: 'Por validar' }, act: { label: 'Validar' } },
  ])
})

test('who only reads sees the whole network and has nothing to press', async () => {
  const world = await createWorld()
  await makeCommitment(world, { due_on: '2026-11-13' })

  expect(await world.visit(loader, 'lidia', '/')).toMatchObject({ writes: false, open: { count: 1 }, tasks: [{ act: { label: 'Ver', to: '/compromisos/C-2026-0001' } }] })
  expect(await world.visit(loader, 'carolina', '/')).toMatchObject({ open: { count: 0 }, tasks: [], sentence: 'Nada para hoy y nada vencido.' })
})

test('at most eight things wait, and Hoy asks the same number of questions whatever happens', async () => {
  const world = await createWorld()
  const visit = async () => {
    let asked = 0
    const executor = world.raw.getExecutor()
    const original = executor.executeQuery
    executor.executeQuery = ((...args: Parameters<typeof original>) => {
      asked++
      return original.apply(executor, args)
    }) as typeof original
    const { tasks } = await world.visit(loader, 'paula', '/')
    executor.executeQuery = original
    return { asked, tasks }
  }
  const busy = async () => {
    await makeCommitment(world, { due_on: '2026-11-13' })
    const { id } = await makeCommitment(world, { due_on: '2026-11-20' })
    await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
    await meetingWith(world, { when: hours('2026-08-10', '10:00', '11:00') })
    await meetingWith(world, { when: hours('2026-11-24', '12:00', '13:00') })
  }
  await busy()
  const first = await visit()
  expect(first.asked).toBeGreaterThan(10)
  for (let n = 0; n < 8; n++) await busy()
  const last = await visit()

  expect(last.tasks).toHaveLength(8)
  expect(last.asked).toBe(first.asked)
})
