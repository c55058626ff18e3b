import { expect, test } from 'vitest'

import { findBrokenLink, record } from '#app/domain/activity/commands.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { tell } from '#app/domain/activity/terms.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const happen = ({ as }: World, name: string) =>
  atomically(as('paula'), (ctx) => record(ctx, 'institution.edited', { type: 'institution', id: 'muni-13102' }, { name }))

test('what happened is told in a sentence, newest first, with who did it', async () => {
  const world = await createWorld()
  await happen(world, 'Municipalidad de Cerrillos')
  await happen(world, 'Cerrillos')

  const [last, first] = await listActivity(world.as('carolina'), 'institution', 'muni-13102')
  expect(last).toMatchObject({ actor_name: 'Paula Díaz Rojas', sentence: 'cambió los datos de la institución «Cerrillos»' })
  expect(first?.sentence).toContain('Municipalidad de Cerrillos')
})

test('numbers are told as one counts: one row, two rows', () => {
  expect(tell('data.exported', { what: 'reuniones', format: 'CSV', rows: 1 })).toBe('exportó reuniones en CSV (1 fila)')
  expect(tell('data.exported', { what: 'reuniones', format: 'CSV', rows: 1200 })).toBe('exportó reuniones en CSV (1.200 filas)')
  expect(tell('calendar.imported', { name: 'agosto.ics', created: 1, changed: 0, total: 1 })).toBe('importó el calendario «agosto.ics»: 1 nuevo y 0 con cambios, de 1 evento')
  expect(tell('sheet.imported', { name: 'red.csv', from: 1, to: 100, created: 1, updated: 3 })).toBe('importó las filas 1 a 100 de «red.csv»: 1 nueva y 3 con cambios')
})

test('the record of activity cannot be rewritten or removed', async () => {
  const world = await createWorld()
  await happen(world, 'Cerrillos')

  await expect(world.raw.updateTable('activity').set({ action: 'user.edited' }).execute()).rejects.toThrow('append_only')
  await expect(world.raw.deleteFrom('activity').execute()).rejects.toThrow('append_only')
})

test('erasing a detail keeps the chain whole; a changed detail hash would break it', async () => {
  const world = await createWorld()
  for (const name of ['uno', 'dos', 'tres']) await happen(world, name)
  expect(await findBrokenLink(world.as('alma'))).toBeNull()

  await world.raw.deleteFrom('activity_details').where('seq', '=', 2).execute()
  expect(await findBrokenLink(world.as('alma'))).toBeNull()

  await world.raw.updateTable('activity_head').set({ hash: 'x' }).execute()
  expect(await findBrokenLink(world.as('alma'))).toBe(4)
})

test('an event outside a transaction is refused', async () => {
  const { as } = await createWorld()

  await expect(record(as('paula'), 'institution.edited', { type: 'institution', id: 'x' })).rejects.toThrow('outside')
})
