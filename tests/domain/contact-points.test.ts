import { expect, test } from 'vitest'

import { createContactPoint, editContactPoint, endContactPoint, restoreContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { newContactPointForm } from '#app/domain/contact-points/forms.server.ts'
import { findContactPoint, listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import type { ContactKind, Visibility } from '#app/domain/contact-points/terms.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const office = { type: 'position', id: 'muni-13102:mayor' } as const

const add = ({ as }: World, value: string, { kind = 'phone', visibility = 'network' }: { kind?: ContactKind; visibility?: Visibility } = {}) =>
  createContactPoint(as('paula'), office, { operation_id: undefined, kind, value, label: null, visibility })

test.each([
  ['phone', '9 1234 5678', '+56912345678'],
  ['whatsapp', '+56 9 1234-5678', '+56912345678'],
  ['phone', '2 2345 6789', '+56223456789'],
  ['email', 'Alcaldia@Cerrillos.CL', 'alcaldia@cerrillos.cl'],
  ['address', 'Av. Piloto Lazo 120', 'Av. Piloto Lazo 120'],
])('a %s written «%s» is kept as %s', async (kind, value, kept) => {
  const parsed = await newContactPointForm.safeParseAsync({ kind, value, visibility: 'network' })
  expect(parsed.data?.value).toBe(kept)
})

test.each([['phone', '123'], ['phone', 'llamar a la secretaria'], ['whatsapp', ''], ['email', 'alcaldia arroba cerrillos']])('a %s written «%s» is refused with an example', async (kind, value) => {
  const parsed = await newContactPointForm.safeParseAsync({ kind, value, visibility: 'network' })
  expect(parsed.error?.issues[0]).toMatchObject({ path: ['value'], message: expect.stringMatching(/^Escriba/) })
})

test('phones are shown as Chileans write them', async () => {
  const world = await createWorld()
  await add(world, '+56912345678')
  await add(world, '+56223456789')

  const points = await listContactPoints(world.as('lidia'), 'position', [office.id])
  expect(points.map(({ shown }) => shown)).toEqual(['+56 9 1234 5678', '+56 2 2345 6789'])
})

test('what is for the team alone is not there for a viewer, and nothing is there for a leader', async () => {
  const world = await createWorld()
  await add(world, '+56223456789')
  const secret = await add(world, '+56912345678', { visibility: 'team' })
  const seenBy = async (who: 'paula' | 'elena' | 'lidia' | 'rosa') => (await listContactPoints(world.as(who), 'position', [office.id])).length

  expect([await seenBy('paula'), await seenBy('elena'), await seenBy('lidia'), await seenBy('rosa')]).toEqual([2, 2, 1, 0])
  expect(await findContactPoint(world.as('lidia'), secret)).toBeUndefined()
})

test('ended, it leaves the lists and keeps its row, and can come back; the second of two authors is told', async () => {
  const world = await createWorld()
  const id = await add(world, '+56912345678')
  const edit = { kind: 'phone' as const, value: '+56911111111', label: 'Gabinete', visibility: 'network' as const, version: 1 }

  expect(await editContactPoint(world.as('paula'), id, edit)).toBeUndefined()
  expect(await editContactPoint(world.as('carolina'), id, edit)).toMatchObject({ label: 'Gabinete', version: 2 })
  await endContactPoint(world.as('paula'), id)
  expect(await listContactPoints(world.as('paula'), 'position', [office.id])).toEqual([])
  expect(await findContactPoint(world.as('paula'), id)).toMatchObject({ valid_until_on: '2026-11-24' })
  await expect(endContactPoint(world.as('paula'), id)).rejects.toThrow('ya estaba')

  await restoreContactPoint(world.as('paula'), id)
  expect(await listContactPoints(world.as('paula'), 'position', [office.id])).toHaveLength(1)
})

test('a viewer adds nothing', async () => {
  const world = await createWorld()
  const facts = { operation_id: undefined, kind: 'phone' as const, value: '+56912345678', label: null, visibility: 'network' as const }

  await expect(createContactPoint(world.as('lidia'), office, facts)).rejects.toThrow('Su perfil')
})
