import { expect, test } from 'vitest'

import { newId } from '#app/lib/ids.server.ts'
import { redactPath } from '#app/lib/door.server.ts'
import { loader as account } from '#app/routes/preferences/index.tsx'
import { action as changePassword, loader as password } from '#app/routes/preferences/password.tsx'
import { loader as home } from '#app/routes/portal/index.tsx'
import { action as answer } from '#app/routes/portal/other-answer.tsx'
import { action as leave } from '#app/routes/session/sign-out.ts'
import { appoint, deviceOf, lookAt, MAYOR, mint, openLink } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const DAY = 86_400_000
const pass = (world: World, days: number) => void (world.clock.now = new Date(world.clock.now.getTime() + days * DAY))
type Shown = { data: Record<string, unknown>; init: { status?: number; headers: Record<string, string> } }
const statusOf = (answer: unknown) => (answer instanceof Response ? answer.status : ((answer as Shown).init?.status ?? 200))
const homeOn = async (world: World, device: { cookie: string }) =>
  world.visit(home, device, '/m').then((page) => page, (thrown: unknown) => thrown as Shown) as Promise<Awaited<ReturnType<typeof home>> & Shown>
const GONE = { data: { door: 'gone' }, init: { status: 404 } }

/** Every row of every table, to see that looking leaves nothing. */
async function everything({ raw }: World) {
  const tables = (await raw.introspection.getTables()).map(({ name }) => name)
  const rows = await Promise.all(tables.map(async (name) => [name, await raw.selectFrom(name as 'users').selectAll().execute()] as const))
  return JSON.stringify(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

test('a program may look at a link ten times: it sees the name of the institution, and nothing is written', async () => {
  const world = await createWorld()
  await appoint(world)
  await makeCommitment(world)
  const token = await mint(world)
  const before = await everything(world)

  for (let at = 0; at < 10; at++) {
    const answer = (await lookAt(world, token)) as Shown
    expect(answer).toMatchObject({ data: { door: 'open', institution: 'Municipalidad de Cerrillos', errand: false } })
    expect(answer.init.headers).toMatchObject({ 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' })
  }
  expect(await everything(world)).toBe(before)
})

test('one tap opens the list of the institution, and the device is known for ninety days without another', async () => {
  const world = await createWorld()
  await appoint(world)
  const { folio } = await makeCommitment(world)
  const token = await mint(world)
  const { status, to, device, answer } = await openLink(world, token)

  expect([status, to]).toEqual([303, '/m'])
  expect((answer as Response).headers.get('Set-Cookie')).toMatch(/Max-Age=7776000; Path=|; Max-Age=7776000/)
  const page = await homeOn(world, device!)
  expect(page.greeting).toBe('Buenos días, Rosa Sanhueza Tapia')
  expect(page.owed.rows).toMatchObject([{ folio }])
  expect(statusOf(await lookAt(world, token, device))).toBe(303)

  pass(world, 89)
  expect((await homeOn(world, device!)).owed.rows).toMatchObject([{ folio }])
  pass(world, 2)
  expect(statusOf(await homeOn(world, device!))).toBe(404)
})

test('the same minute that a post changes hands, the old link and the old device end, and the new link shows the same list', async () => {
  const world = await createWorld()
  await appoint(world)
  const { folio } = await makeCommitment(world)
  const token = await mint(world)
  const { device } = await openLink(world, token)
  const { id } = await world.db.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()
  const next = await person(world, { given_names: 'Elías', first_surname: 'Tapia' })
  await handover(world, MAYOR, { ending_id: id, ends_on: '2026-11-23', person_id: next, starts_on: '2026-11-24' })

  expect(await lookAt(world, token)).toMatchObject(GONE)
  expect(await lookAt(world, token, device)).toMatchObject(GONE)
  expect((await openLink(world, token)).status).toBe(404)
  expect(statusOf(await homeOn(world, device!))).toBe(404)

  const page = await homeOn(world, await deviceOf(world))
  expect(page.greeting).toBe('Buenos días, Elías Tapia Tapia')
  expect(page.owed.rows).toMatchObject([{ folio }])
})

test('the last day of a holder ends at midnight where the institution is', async () => {
  const world = await createWorld({ now: '2026-11-25T02:59:00.000Z' })
  await appoint(world)
  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-24' }).where('position_id', '=', MAYOR).execute()
  const token = await mint(world)
  const { device } = await openLink(world, token)
  expect(statusOf(await homeOn(world, device!))).toBe(200)
  world.clock.now = new Date('2026-11-25T03:00:00.000Z')
  expect(await lookAt(world, token)).toMatchObject(GONE)
  expect(statusOf(await homeOn(world, device!))).toBe(404)
})

test('a link that was invented, altered, forwarded when it had expired or withdrawn answers the same', async () => {
  const world = await createWorld()
  await appoint(world)
  const token = await mint(world)
  const [id, secret] = token.split('.') as [string, string]
  const other = secret.startsWith('A') ? 'B' : 'A'
  for (const wrong of ['', 'x', '../m', `${'a'.repeat(12)}.${secret}`, `${id}.${other}${secret.slice(1)}`, `${token}x`]) {
    expect(await lookAt(world, wrong), wrong).toEqual(await lookAt(world, 'no'))
    expect((await openLink(world, wrong)).status, wrong).toBe(404)
  }
  pass(world, 90)
  expect(await lookAt(world, token)).toEqual(await lookAt(world, 'no'))
  expect((await openLink(world, token)).status).toBe(404)
  world.clock.now = new Date('2026-11-24T13:00:00.000Z')
  expect(statusOf(await lookAt(world, token))).toBe(200)
  await world.raw.updateTable('access_links').set({ revoked_at: '2026-11-24T12:00:00.000Z' }).execute()
  expect(await lookAt(world, token)).toEqual(await lookAt(world, 'no'))
})

test('opening a link leaves whatever session the browser brought behind, and gives it a secret of its own', async () => {
  const world = await createWorld()
  await appoint(world)
  const token = await mint(world)
  const planted = { cookie: `hilvan-sesion=${'x'.repeat(43)}` }
  const first = await openLink(world, token, planted)
  const second = await openLink(world, token, first.device)
  expect(new Set([planted.cookie, first.device!.cookie, second.device!.cookie]).size).toBe(3)
  expect(await world.db.selectFrom('sessions').select('id_hash').execute()).toHaveLength(1)
  expect(statusOf(await homeOn(world, second.device!))).toBe(200)
})

test('a link that is opened again and again in an hour asks for patience', async () => {
  const world = await createWorld()
  await appoint(world)
  const token = await mint(world)
  for (let at = 0; at < 60; at++) await lookAt(world, token)
  expect(await lookAt(world, token)).toMatchObject({ data: { door: 'busy' }, init: { status: 429, headers: { 'Retry-After': '3600' } } })
  expect((await openLink(world, token)).status).toBe(429)
  pass(world, 1 / 24)
  expect(statusOf(await lookAt(world, token))).toBe(200)
})

test('without its link, an account of a link opens nothing', async () => {
  const world = await createWorld()
  await appoint(world)
  const device = await deviceOf(world)
  await world.raw.updateTable('sessions').set({ access_link_id: null }).execute()
  expect(statusOf(await world.visit(home, device, '/m').catch((thrown: unknown) => thrown))).toBe(302)
})

test('the log never tells a link, whatever is appended to it', () => {
  const token = `${'a'.repeat(12)}.${'b'.repeat(43)}`
  for (const path of [`/acceso/${token}`, `/acceso/${token}.data`, `/acceso//${token}?x=1`, `/ACCESO%2f${token}`]) expect(redactPath(path)).not.toContain('bbbb')
})

test('whoever came by a link has a device to leave, no password and no mail of theirs on the page', async () => {
  const world = await createWorld()
  await appoint(world)
  const device = await deviceOf(world)
  const page = await world.visit(account, device, '/m/cuenta')
  expect(page).toMatchObject({ device: { until: '22-02-2027' }, account: { name: 'Rosa Sanhueza Tapia', email: null, path: '/m/cuenta' } })
  expect(page.sessions).toHaveLength(1)
  expect(JSON.stringify(page)).not.toContain('hilvan.invalid')
  expect(statusOf(await world.visit(password, device, '/m/cuenta/contrasena').catch((thrown: unknown) => thrown))).toBe(404)
  const form = { current_password: 'x', password: 'cuatro palabras sin relacion' }
  expect(statusOf(await world.visit(changePassword, device, '/m/cuenta/contrasena', { form }).catch((thrown: unknown) => thrown))).toBe(404)

  const goodbye = await world.visit(leave, device, '/salir', { form: {} })
  expect([goodbye.headers.get('Location'), goodbye.headers.get('Set-Cookie')]).toEqual(['/acceso', expect.stringContaining('Max-Age=0')])
  expect(statusOf(await world.visit(home, device, '/m').catch((thrown: unknown) => thrown))).toBe(302)
  expect((await world.visit(leave, 'rosa', '/salir', { form: {} })).headers.get('Location')).toBe('/entrar')
})

test('what a device sends after its link ended is not kept for anybody', async () => {
  const world = await createWorld()
  await appoint(world)
  const { folio } = await makeCommitment(world)
  const device = await deviceOf(world)
  await world.raw.updateTable('access_links').set({ revoked_at: '2026-11-24T12:00:00.000Z' }).execute()
  const sent = await world.visit(answer, device, `/m/compromisos/${folio}/respuesta`, { params: { folio }, form: { declared_state: 'in_progress', text: 'Secreto', operation_id: newId() } }).catch((thrown: unknown) => thrown)
  expect(statusOf(sent)).toBe(404)
  expect(await world.db.selectFrom('held_posts').selectAll().execute()).toEqual([])
  expect(await world.db.selectFrom('commitment_updates').select('id').where('kind', '=', 'declared').execute()).toEqual([])
})
