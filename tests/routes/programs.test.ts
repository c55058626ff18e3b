import { expect, test } from 'vitest'

import { action as create, loader as page } from '#app/routes/preferences/programs.tsx'
import { action as revoke } from '#app/routes/preferences/token-revocation.ts'
import { loader as account } from '#app/routes/administration/user.tsx'
import { ask, tokenOf } from '#tests/support/api.ts'
import { appoint, deviceOf } from '#tests/support/access.ts'
import type { Name } from '#tests/support/cast.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const PATH = '/preferencias/programas'
type Made = { made?: { name: string; token: string | null }; data?: { errors: Record<string, string[]>; values: Record<string, unknown> }; init?: { status: number } }

const send = async ({ visit }: World, who: Name, form: [string, string][]) =>
  (await visit(create, who, PATH, { form: [['operation_id', 'una'], ...form] })) as unknown as Made
const rowsOf = async ({ visit }: World, who: Name) => (await visit(page, who, PATH)).tokens

test('a key is made with what it may read, shown once and listed with its last use', async () => {
  const world = await createWorld()
  const form: [string, string][] = [['name', 'Tablero de Power BI'], ['scopes', 'commitments'], ['scopes', 'meetings'], ['months', '3']]
  const { made } = await send(world, 'elena', form)
  const token = made!.token!
  expect(await (await ask(token, 'me', { headers: { 'User-Agent': 'Mashup/1.0 (Windows)' } })).json()).toMatchObject({ token: { scopes: ['meetings', 'commitments'], expires_at: '2027-02-24T13:00:00.000Z' } })
  expect(await send(world, 'elena', form)).toMatchObject({ made: { token: null } })
  expect(await rowsOf(world, 'elena')).toMatchObject([
    { name: 'Tablero de Power BI', reads: 'Reuniones, Compromisos', created: '24-11-2026', expires: '24-02-2027', expired: false, last: 'Mashup, 24-11-2026 10:00' },
  ])
  expect(JSON.stringify(await rowsOf(world, 'elena'))).not.toContain(token.split('.')[1])

  world.clock.now = new Date('2027-03-01T13:00:00.000Z')
  expect(await rowsOf(world, 'elena')).toMatchObject([{ expired: true }])
})

test('a form that says too little is answered by the field, with what was typed', async () => {
  const world = await createWorld()
  const nothing = await send(world, 'lidia', [['name', ''], ['months', '12']])
  expect(nothing).toMatchObject({ init: { status: 400 }, data: { errors: { name: [expect.stringContaining('qué programa')], scopes: ['Elija al menos una cosa que pueda leer.'] } } })
  const strange = await send(world, 'lidia', [['name', 'X'], ['scopes', 'todo'], ['months', '24']])
  expect(Object.keys(strange.data!.errors).toSorted()).toEqual(['months', 'scopes'])
  const beyond = await send(world, 'lidia', [['name', 'Mi tablero'], ['scopes', 'contact_data'], ['months', '1']])
  expect(beyond).toMatchObject({ data: { errors: { scopes: ['Su perfil no lee RUT, correos ni teléfonos en conjunto.'] }, values: { name: 'Mi tablero' } } })
  expect((await world.visit(page, 'lidia', PATH)).scopes).not.toContain('contact_data')
  expect((await world.visit(page, 'paula', PATH)).scopes).toContain('contact_data')
  expect(await rowsOf(world, 'lidia')).toEqual([])
})

test('whoever made a key ends it, an administrator too from the account; to anybody else it does not exist', async () => {
  const world = await createWorld()
  const { visit } = world
  const [own, other] = [await tokenOf(world, 'rosa'), await tokenOf(world, 'elena')]
  const params = (token: string) => ({ params: { clave: token.split('.')[0]! }, method: 'POST', form: {} })
  await expect(visit(revoke, 'ines', '/x', params(own))).rejects.toMatchObject({ init: { status: 404 } })
  const back = await visit(revoke, 'rosa', '/x', params(own))
  expect(back.headers.get('location')).toBe('/m/cuenta/programas')
  expect((await ask(own, 'me')).status).toBe(401)

  expect((await visit(account, 'alma', '/x', { params: { id: 'elena' } })).tokens).toMatchObject([{ name: 'Tablero' }])
  const ended = await visit(revoke, 'alma', '/x', params(other))
  expect(ended.headers.get('location')).toBe('/administracion/usuarios/elena')
  expect((await ask(other, 'me')).status).toBe(401)
  expect((await visit(account, 'alma', '/x', { params: { id: 'elena' } })).tokens).toEqual([])
})

test('whoever comes by the link of their post has no account to lend', async () => {
  const world = await createWorld()
  await appoint(world)
  const device = await deviceOf(world)
  await expect(world.visit(page, device, PATH)).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(create, device, PATH, { form: [['name', 'X'], ['scopes', 'meetings'], ['months', '1']] })).rejects.toMatchObject({ init: { status: 404 } })
})

test('twenty keys are enough', async () => {
  const world = await createWorld()
  for (let n = 0; n < 20; n++) await tokenOf(world, 'paula')
  await expect(send(world, 'paula', [['name', 'Otra'], ['scopes', 'meetings'], ['months', '1']])).rejects.toMatchObject({ init: { status: 409 } })
})
