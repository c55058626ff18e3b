import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { action as invite, loader as newUser } from '#app/routes/administration/new-user.tsx'
import { loader as audit } from '#app/routes/administration/activity.tsx'
import { action as disable } from '#app/routes/administration/user-disabling.ts'
import { action as enable } from '#app/routes/administration/user-enabling.ts'
import { action as renew } from '#app/routes/administration/user-link.tsx'
import { action as closeSessions } from '#app/routes/administration/user-sessions.ts'
import { action as edit, loader as user } from '#app/routes/administration/user.tsx'
import { loader as users } from '#app/routes/administration/users.tsx'
import { action as accept, loader as invitation } from '#app/routes/session/invitation.tsx'
import { loader as preferences } from '#app/routes/preferences/index.tsx'
import { call, cookiesOf, givePassword } from '#tests/support/users.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const guest = { email: 'Tomas@Penco.ejemplo.cl', name: 'Tomás Órdenes Paz', role: 'leader', institution_id: 'muni-13102', phone: '' }
const CHOSEN = 'vereda-lana-cometa'

type Answer = { data: { id: string; url: string; errors?: Record<string, string[]> }; init: ResponseInit }

const inviteGuest = async ({ visit }: World, changes = {}) =>
  (await visit(invite, 'alma', '/administracion/usuarios/nuevo', { form: { ...guest, ...changes } })) as unknown as Answer

const tokenOf = (answer: Answer) => answer.data.url.split('/').at(-1)!

test('an invited person chooses a password once, and is in', async () => {
  const world = await createWorld()
  const answer = await inviteGuest(world)
  expect(answer.init.status).toBe(201)
  expect(answer.data.url).toMatch(/^http:\/\/localhost:3000\/invitacion\/[\w-]{12}\.[\w-]{43}$/)
  const token = tokenOf(answer)

  for (let times = 0; times < 10; times++) {
    const page = await world.visit(invitation, null, `/invitacion/${token}`, { params: { token } })
    expect(page).toMatchObject({ data: { email: 'tomas@penco.ejemplo.cl' }, init: { headers: { 'Referrer-Policy': 'no-referrer' } } })
  }
  const choose = (password: string) => world.visit(accept, null, `/invitacion/${token}`, { params: { token }, form: { password } })
  expect(await choose('tomasordenes')).toMatchObject({ init: { status: 400 }, data: { errors: { password: [expect.any(String)] } } })

  const welcome = await choose(CHOSEN)
  expect((welcome as unknown as Response).headers.get('Location')).toBe('/m')
  const { account } = await call(preferences, '/preferencias', { cookie: cookiesOf(welcome) })
  expect(account).toMatchObject({ name: 'Tomás Órdenes Paz', role: 'Líder municipal' })
  expect(await choose(CHOSEN)).toMatchObject({ init: { status: 404 } })
  expect(await world.visit(invitation, null, '/invitacion/x', { params: { token } })).toMatchObject({ data: { email: null }, init: { status: 404 } })
})

test('only the hash of an invitation is kept, and it dies in a day, when another replaces it, or with the account', async () => {
  const world = await createWorld()
  await givePassword(world, 'alma')
  const look = async (token: string) =>
    ((await world.visit(invitation, null, '/invitacion/x', { params: { token } })) as unknown as { init: ResponseInit }).init.status
  const answer = await inviteGuest(world)
  const { id } = answer.data
  const first = tokenOf(answer)
  const rows = await world.raw.selectFrom('invitations').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(first.split('.')[1])

  const another = (await world.visit(renew, 'alma', '/x', { params: { id }, form: {} })) as unknown as Answer
  expect([await look(first), await look(tokenOf(another))]).toEqual([404, 200])
  await world.visit(disable, 'alma', '/x', { params: { id }, form: {} })
  expect(await look(tokenOf(another))).toBe(404)
  await world.visit(enable, 'alma', '/x', { params: { id }, form: {} })
  const third = (await world.visit(renew, 'alma', '/x', { params: { id }, form: {} })) as unknown as Answer
  expect(await look(tokenOf(third))).toBe(200)
  world.clock.now = new Date(world.clock.now.getTime() + 24 * 3_600_000)
  expect(await look(tokenOf(third))).toBe(404)
  for (const invented of ['', 'x', `${first.split('.')[0]}.${'A'.repeat(43)}`]) expect(await look(invented)).toBe(404)
})

test('an invitation is refused with a reason beside the field, and everything typed comes back', async () => {
  const world = await createWorld()
  const errors = async (changes: Record<string, string>) => (await inviteGuest(world, changes)).data.errors

  expect(await errors({ email: 'sin arroba' })).toEqual({ email: ['Escriba un correo como nombre@institucion.cl'] })
  expect(await errors({ email: 'ROSA@cerrillos.ejemplo.cl' })).toEqual({ email: ['Ya hay una cuenta con ese correo.'] })
  expect(await errors({ institution_id: '' })).toEqual({ institution_id: [expect.stringContaining('líder municipal')] })
  expect(await errors({ role: 'system' })).toEqual({ role: ['Elija un perfil.'] })
  expect(await errors({ phone: 'llamar a la secretaria' })).toEqual({ phone: [expect.stringContaining('+56')] })
  expect(await errors({ institution_id_text: 'zzz' })).toEqual({ institution_id: ['No encontramos «zzz».'] })
  expect(await world.raw.selectFrom('invitations').selectAll().execute()).toEqual([])
})

test('without a list to choose from, an institution is found by its name', async () => {
  const world = await createWorld()
  const { data } = await inviteGuest(world, { institution_id: '', institution_id_text: 'municipalidad de ñuñoa' })
  const row = await world.raw.selectFrom('users').select('institution_id').where('id', '=', data.id).executeTakeFirstOrThrow()
  expect(row.institution_id).toBe('muni-13120')
})

test('columns that are not in the form cannot be written through it', async () => {
  const world = await createWorld()
  const extra = { password_hash: 'x', disabled_at: 'x', id: 'mine', signed_in_at: 'x', created_by: 'rosa' }
  expect((await inviteGuest(world, extra)).init.status).toBe(400)
  const form = { name: 'Rosa', role: 'leader', institution_id: 'muni-13102', version: '1', ...extra }
  expect(await world.visit(edit, 'alma', '/x', { params: { id: 'rosa' }, form })).toMatchObject({ init: { status: 400 } })
  const rosa = await world.raw.selectFrom('users').selectAll().where('id', '=', 'rosa').executeTakeFirstOrThrow()
  expect(rosa).toMatchObject({ name: 'Rosa Sanhueza Vera', password_hash: null, disabled_at: null, version: 1 })
})

test('accounts and audit are for administrators: colleagues are told so, leaders find nothing', async () => {
  const { visit } = await createWorld()
  for (const loader of [users, newUser, user, audit]) {
    for (const [who, status] of [['paula', 403], ['elena', 403], ['lidia', 403], ['rosa', 404]] as const) {
      await expect(visit(loader, who, '/administracion/x', { params: { id: 'ines' } })).rejects.toMatchObject({ init: { status } })
    }
    await expect(visit(loader, null, '/administracion/x')).rejects.toMatchObject({ status: 302 })
  }
  for (const action of [invite, edit, disable, enable, renew, closeSessions]) {
    for (const [who, status] of [['paula', 403], ['rosa', 404]] as const) {
      const form = { ...guest, version: '1' }
      await expect(visit(action, who, '/administracion/x', { params: { id: 'ines' }, form })).rejects.toMatchObject({ init: { status } })
    }
  }
  await expect(visit(user, 'alma', '/x', { params: { id: 'nobody' } })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(visit(user, 'alma', '/x', { params: { id: 'system' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('the list finds people without accents, by role and by state', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'carolina')
  const names = async (query: string) => {
    const { rows } = await world.visit(users, 'alma', `/administracion/usuarios?${query}`)
    return rows.map(({ id }) => id)
  }
  expect(await names('q=diaz+rojas')).toEqual(['paula'])
  expect(await names('q=CASTRO')).toEqual(['ines'])
  expect(await names('perfil=coordinator')).toEqual(['carolina', 'paula'])
  expect(await names('estado=active')).toEqual(['carolina', 'paula'])
  expect(await names('perfil=__proto__')).toHaveLength(7)
  expect(await names('pagina=2')).toEqual([])
})

test('the last administrator in use can be neither disabled nor given another role', async () => {
  const world = await createWorld()
  await givePassword(world, 'alma', 'carolina')
  const form = { name: 'Alma Reyes Soto', role: 'viewer', institution_id: '', version: '1' }
  await inviteGuest(world, { role: 'admin' })

  await expect(world.visit(disable, 'alma', '/x', { params: { id: 'alma' }, form: {} })).rejects.toMatchObject({ init: { status: 409 } })
  await expect(world.visit(edit, 'alma', '/x', { params: { id: 'alma' }, form })).rejects.toMatchObject({ init: { status: 409 } })
  expect(await world.visit(user, 'alma', '/x', { params: { id: 'alma' } })).toMatchObject({ last_admin: true })

  await world.visit(edit, 'alma', '/x', {
    params: { id: 'carolina' }, form: { name: 'Carolina Fuentes', role: 'admin', institution_id: '', version: '1' },
  })
  const answer: unknown = await world.visit(edit, 'alma', '/x', { params: { id: 'alma' }, form })
  expect((answer as Response).status).toBe(302)
  await expect(world.visit(users, 'alma', '/x')).rejects.toMatchObject({ init: { status: 403 } })
})

test('two administrators on the same account: the second one is told what the first one wrote', async () => {
  const world = await createWorld()
  const form = { name: 'Rosa S. Vera', role: 'leader', institution_id: 'muni-13102', phone: '9 8765 4321', version: '1' }
  await world.visit(edit, 'alma', '/x', { params: { id: 'rosa' }, form })
  const late = await world.visit(edit, 'alma', '/x', { params: { id: 'rosa' }, form: { ...form, name: 'Rosa Sanhueza' } })

  expect(late).toMatchObject({ init: { status: 409 }, data: { values: { name: 'Rosa Sanhueza' } } })
  expect(JSON.stringify(late)).toContain('Rosa S. Vera, Líder municipal')
  const { user: rosa } = await world.visit(user, 'alma', '/x', { params: { id: 'rosa' } })
  expect(rosa).toMatchObject({ name: 'Rosa S. Vera', phone: '+56987654321', version: 2 })
})

test('every act on an account is told in the audit, and the chain holds until somebody touches it', async () => {
  const world = await createWorld()
  await givePassword(world, 'alma')
  await world.visit(edit, 'alma', '/x', {
    params: { id: 'lidia' }, form: { name: 'Lidia Pino Araya', role: 'executive', institution_id: 'deficit-cero', version: '1' },
  })
  await world.visit(closeSessions, 'alma', '/x', { params: { id: 'lidia' }, form: {} })
  await world.visit(disable, 'alma', '/x', { params: { id: 'lidia' }, form: {} })

  const told = (await listActivity(world.as('alma'), 'user', 'lidia')).map((event) => `${event.actor_name} ${event.sentence}`)
  expect(told).toEqual([
    'Alma Reyes Soto desactivó el acceso de «Lidia Pino Araya»',
    'Alma Reyes Soto cerró las sesiones de «Lidia Pino Araya»',
    'Alma Reyes Soto cambió el acceso de «Lidia Pino Araya» de Lectura a Ejecutiva',
  ])

  const page = await world.visit(audit, 'alma', '/administracion/actividad?tema=user&persona=alma&desde=2026-11-24&hasta=2026-11-24')
  expect(page.rows.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => '/administracion/usuarios/lidia'))
  expect(page.chain).toEqual({ length: 3, checked: true, broken: null })
  const empty = await world.visit(audit, 'alma', '/administracion/actividad?hasta=2026-11-23')
  expect([empty.total, empty.rows]).toEqual([0, []])

  await world.raw.updateTable('activity_head').set({ hash: 'cut' }).execute()
  expect((await world.visit(audit, 'alma', '/administracion/actividad')).chain.broken).toBe(4)
})
