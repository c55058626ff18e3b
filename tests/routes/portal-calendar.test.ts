import { expect, test } from 'vitest'

import { disableUser } from '#app/domain/users/commands/edit.server.ts'
import { action, loader } from '#app/routes/portal/calendar.tsx'
import { action as extend } from '#app/routes/portal/feed-extension.ts'
import { action as revoke } from '#app/routes/portal/feed-revocation.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { poll, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const PAGE = '/m/calendario'

async function subscribe({ visit }: World, form: Record<string, string> = {}) {
  const { made } = (await visit(action, 'rosa', PAGE, { form: { detail: 'full', ...form } })) as { made: { name: string; links: { address: string } } }
  return { name: made.name, token: made.links.address.split('/').at(-1)! }
}

test('a leader subscribes to the meetings of their municipality and to nothing else, with due dates when asked', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await meetingWith(world, { title: 'La de Castro', participants: [{ institution_id: 'muni-10201' }], when: hours('2026-11-25', '10:00', '11:00') })
  await meetingWith(world, { title: 'Borrador', state: 'draft' })
  await makeCommitment(world)
  await makeCommitment(world, { text: 'De Castro', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-10'] })

  expect(await world.visit(loader, 'rosa', PAGE)).toMatchObject({ place: 'Cerrillos', preview: { ahead: 1 }, feeds: [] })
  const { name, token } = await subscribe(world)
  expect(name).toBe('Reuniones de Cerrillos')
  expect(eventsIn(await textAt(token)).map(({ summary }) => summary)).toEqual(['Mesa técnica de suelo'])

  const { token: withDue } = await subscribe(world, { include_due: 'on', name: 'Con plazos' })
  const events = eventsIn(await textAt(withDue))
  expect(events.map(({ summary, transp }) => [summary, transp])).toEqual([
    ['Mesa técnica de suelo', 'OPAQUE'], ['Vence: Enviar los informes previos de tres predios', 'TRANSPARENT'],
  ])
  expect(events.map(({ url }) => url)).toEqual([expect.stringContaining('/m/reuniones'), expect.stringContaining('/m/compromisos/')])
})

test('their link dies with the account, and empties with the institution', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await subscribe(world)
  await world.raw.updateTable('users').set({ institution_id: 'muni-10201' }).where('id', '=', 'rosa').execute()
  expect(eventsIn(await textAt(token))).toEqual([])
  await world.raw.updateTable('users').set({ institution_id: 'muni-13102' }).where('id', '=', 'rosa').execute()
  expect(eventsIn(await textAt(token))).toHaveLength(1)
  await disableUser(world.as('alma'), 'rosa')
  expect((await poll(token)).status).toBe(404)
})

test('they see, extend and revoke their own links, and no other', async () => {
  const world = await createWorld()
  const { token } = await subscribe(world)
  const { feeds } = await world.visit(loader, 'rosa', PAGE)
  expect(feeds).toMatchObject([{ name: 'Reuniones de Cerrillos', detail: 'Completo', last: null, expires: '24-11-2027' }])
  expect(JSON.stringify(await world.visit(loader, 'rosa', PAGE))).not.toContain(token.split('.')[1])
  const asked = { method: 'POST', params: { id: feeds[0]!.id } }

  await expect(world.visit(revoke, 'ines', PAGE, asked)).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(extend, 'ines', PAGE, asked)).rejects.toMatchObject({ init: { status: 404 } })
  world.clock.now = new Date('2026-12-01T13:00:00.000Z')
  expect((await world.visit(extend, 'rosa', PAGE, asked)).headers.get('Location')).toBe(PAGE)
  expect((await world.visit(loader, 'rosa', PAGE)).feeds).toMatchObject([{ expires: '01-12-2027' }])
  expect((await world.visit(revoke, 'rosa', PAGE, asked)).headers.get('Location')).toBe(PAGE)
  expect((await poll(token)).status).toBe(404)
  expect((await world.visit(loader, 'rosa', PAGE)).feeds).toEqual([])
})

test('a form that cannot be understood is answered with what was typed', async () => {
  const { visit } = await createWorld()
  expect(await visit(action, 'rosa', PAGE, { form: { detail: 'todo', name: 'Mi teléfono' } })).toMatchObject({
    data: { errors: { detail: ['Elija cuánto detalle.'] }, values: { name: 'Mi teléfono' } }, init: { status: 400 },
  })
})
