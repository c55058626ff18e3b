import { expect, test } from 'vitest'

import { concludeRequest, linkMeeting, startRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { loader as home } from '#app/routes/portal/index.tsx'
import { action as ask, loader as form } from '#app/routes/portal/new-request.tsx'
import { loader as receipt } from '#app/routes/portal/request-receipt.tsx'
import { loader as request } from '#app/routes/portal/request.tsx'
import { loader as list } from '#app/routes/portal/requests.tsx'
import { meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld } from '#tests/support/world.ts'

const CANARY = 'CANARIO-SOLO-INTERNO'
const at = (folio: string) => ({ params: { folio } })

test('a municipality asks for a connection once, and gets a receipt with its folio', async () => {
  const world = await createWorld()
  await world.visit(form, 'rosa', '/m/solicitudes/nueva')
  const sent = { with_kind: 'serviu', subject: 'Subsidios del comité Los Aromos', detail: '', operation_id: 'una-vez' }
  for (let again = 0; again < 2; again++) {
    const answer = await world.visit(ask, 'rosa', '/m/solicitudes/nueva', { form: sent })
    expect((answer as Response).headers.get('Location')).toBe('/m/solicitudes/S-2026-0001/recibo')
  }
  expect(await world.visit(receipt, 'rosa', '/x', at('S-2026-0001'))).toMatchObject({ folio: 'S-2026-0001', counterpart: 'SERVIU Metropolitano' })
  expect(await world.visit(list, 'rosa', '/m/solicitudes')).toMatchObject({
    total: 1, rows: [{ folio: 'S-2026-0001', badge: { word: 'Recibida por la coordinación' }, time: 'desde hace menos de un día' }],
  })
  expect(await world.visit(home, 'rosa', '/m')).toMatchObject({ asked: 1 })
})

test('what is missing is said by its field, and what was typed stays', async () => {
  const world = await createWorld()
  expect(await world.visit(ask, 'rosa', '/x', { form: { subject: '', detail: 'Desde marzo' } })).toMatchObject({
    init: { status: 400 },
    data: { errors: { with_kind: ['Elija con quién quiere articular.'], subject: ['Escriba sobre qué es la articulación.'] }, values: { detail: 'Desde marzo' } },
  })
  // No field names another municipality.
  expect(await world.visit(ask, 'rosa', '/x', { form: { with_kind: 'gore', subject: 'x', asker_id: 'muni-10201' } })).toMatchObject({ init: { status: 400 } })
})

test('the request of another municipality is 404 like one that never was, also where one is asked for', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world, { asker_id: 'muni-10201', with_kind: 'municipality', with_id: 'muni-13102', subject: 'Secreto de Castro' })
  for (const page of [request, receipt]) {
    for (const asked of [folio, 'S-2026-9999']) await expect(world.visit(page, 'rosa', '/x', at(asked))).rejects.toMatchObject({ data: 'No existe o no está a su alcance.', init: { status: 404 } })
  }
  expect(await world.visit(list, 'rosa', '/m/solicitudes')).toMatchObject({ total: 0, rows: [] })
  expect(JSON.stringify(await world.visit(home, 'rosa', '/m'))).not.toContain('Castro')
  expect(await world.visit(request, 'ines', '/x', at(folio))).toMatchObject({ subject: 'Secreto de Castro' })
})

test('whoever asked reads the days in each state and what came of it, and of its meeting only what they were called to', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world, { received_on: '2026-11-20' }, 'paula')
  await startRequest(world.as('paula'), folio)
  const apart = await meetingWith(world, { title: `${CANARY} con SERVIU`, participants: [{ institution_id: 'serviu-13' }] })
  await linkMeeting(world.as('paula'), folio, apart.folio)
  expect(await world.visit(request, 'rosa', '/x', at(folio))).toMatchObject({ meeting: null, badge: { word: 'Reunión convocada' } })

  const together = await meetingWith(world, { title: 'Mesa con Cerrillos' })
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', together.id).execute()
  await writeEntry(world, together.id, { kind: 'note', audience: 'internal', text: CANARY })
  await linkMeeting(world.as('paula'), folio, together.folio)
  world.clock.now = new Date('2026-11-28T13:00:00.000Z')
  await concludeRequest(world.as('paula'), folio, { outcome: 'achieved', outcome_text: 'SERVIU asignó 40 cupos.' })

  const page = await world.visit(request, 'rosa', '/x', at(folio))
  expect(page).toMatchObject({
    badge: { word: 'Se logró' }, time: 'en 8 días corridos', said: 'SERVIU asignó 40 cupos.', meeting: { title: 'Mesa con Cerrillos' },
    stages: [{ word: 'Recibida por la coordinación', days: '4 días corridos' }, { days: 'menos de un día' }, { word: 'Reunión convocada', days: '4 días corridos' }],
  })
  const all = JSON.stringify([page, await world.visit(list, 'rosa', '/x'), await world.visit(receipt, 'rosa', '/x', at(folio)), await world.visit(home, 'rosa', '/m')])
  expect(all).not.toContain(CANARY)
  expect((await findRequest(world.as('rosa'), folio))?.state).toBe('result')
})
