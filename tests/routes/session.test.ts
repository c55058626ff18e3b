import { expect, test } from 'vitest'

import { disableUser, editUser } from '#app/domain/users/commands/edit.server.ts'
import { findHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { action as changePassword } from '#app/routes/preferences/password.tsx'
import { loader as preferences } from '#app/routes/preferences/index.tsx'
import { action as closeSession } from '#app/routes/preferences/session-closing.ts'
import { action as signOutEverywhere } from '#app/routes/session/sign-out-everywhere.ts'
import { action as signOut } from '#app/routes/session/sign-out.ts'
import { action as signIn, loader as signInPage } from '#app/routes/session/sign-in.tsx'
import { call, cookiesOf, givePassword, PASSWORD } from '#tests/support/users.ts'
import { createWorld } from '#tests/support/world.ts'

const anyPage = signedIn(everyone, async (ctx) => ctx.viewer.id)
const enter = (email: string, password = PASSWORD, path = '/entrar') => call(signIn, path, { form: { email, password } })
const NO = { data: { errors: { '': ['El correo o la contraseña no coinciden.'] } }, init: { status: 400 } }

test('the right password opens a session of one’s own, and each role arrives where it works', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'elena', 'rosa', 'alma')
  for (const [email, landing] of [
    ['paula@ejemplo.cl', '/'],
    ['  ELENA@Ejemplo.cl ', '/calendario'],
    ['rosa@cerrillos.ejemplo.cl', '/m'],
    ['alma@ejemplo.cl', '/'],
  ] as const) {
    const answer = (await enter(email)) as Response
    expect([email, answer.status, answer.headers.get('Location')]).toEqual([email, 302, landing])
  }

  const cookie = cookiesOf(await enter('paula@ejemplo.cl'))
  expect(await call(anyPage, '/', { cookie })).toBe('paula')
  const stored = await world.raw.selectFrom('sessions').select('id_hash').execute()
  expect(stored.some(({ id_hash }) => cookie.includes(id_hash))).toBe(false)
})

test('whoever asked for a page gets there, but never to another site', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'rosa')
  const landing = async (email: string, path: string) => ((await enter(email, PASSWORD, path)) as Response).headers.get('Location')

  expect(await landing('paula@ejemplo.cl', '/entrar?volver=%2Fcompromisos%3Festado%3Dvencido')).toBe('/compromisos?estado=vencido')
  expect(await landing('paula@ejemplo.cl', '/entrar?volver=%2F%2Fevil.cl')).toBe('/')
  expect(await landing('paula@ejemplo.cl', '/entrar?volver=https%3A%2F%2Fevil.cl')).toBe('/')
  expect(await landing('rosa@cerrillos.ejemplo.cl', '/entrar?volver=%2Fcompromisos')).toBe('/m')
})

test('a wrong password, a disabled person, an unanswered invitation and a stranger get the same answer', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'lidia')
  await disableUser(world.as('alma'), 'lidia')

  for (const [email, password] of [
    ['paula@ejemplo.cl', 'otra contraseña'],
    ['lidia@ejemplo.cl', PASSWORD],
    ['elena@ejemplo.cl', PASSWORD],
    ['nadie@ejemplo.cl', PASSWORD],
    ['sistema@hilvan.invalid', PASSWORD],
    ['no es un correo', PASSWORD],
  ] as const) {
    const answer = await enter(email, password)
    expect(answer, email).toMatchObject(NO)
    expect(answer, email).toMatchObject({ data: { values: { email } } })
    expect(JSON.stringify(answer)).not.toContain(password)
  }
})

test('ten failures close an account for three minutes, existing or not, and say until when', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula')
  for (const email of ['paula@ejemplo.cl', 'nadie@ejemplo.cl']) {
    for (let n = 0; n < 10; n++) expect(await enter(email, 'otra contraseña')).toMatchObject(NO)
    expect(await enter(email)).toMatchObject({
      data: { errors: { '': ['Hubo demasiados intentos seguidos. Pruebe de nuevo a las 10:03.'] }, values: { email } },
      init: { status: 429, headers: { 'Retry-After': '180' } },
    })
  }

  world.clock.now = new Date(world.clock.now.getTime() + 180_000)
  expect(((await enter('paula@ejemplo.cl')) as Response).status).toBe(302)
})

test('a hundred failures from one address close it for an hour, and other addresses stay open', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula')
  const attempted_at = world.clock.now.toISOString()
  const failures = Array.from({ length: 100 }, (_, n) => ({
    id: `failure-${n}`, account: `account-${n}`, address: '10.0.0.7', succeeded: 0 as const, attempted_at,
  }))
  await world.raw.insertInto('sign_in_attempts').values(failures).execute()
  const from = (address: string) => call(signIn, '/entrar', { form: { email: 'paula@ejemplo.cl', password: PASSWORD }, address })

  expect(await from('10.0.0.7')).toMatchObject({ init: { status: 429 } })
  expect(((await from('10.0.0.8')) as Response).status).toBe(302)
})

test('attempts at the same moment cannot slip past the limit', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula')
  const answers = await Promise.all(Array.from({ length: 14 }, () => enter('paula@ejemplo.cl', 'otra contraseña')))
  const statuses = answers.map((answer) => (answer as { init: ResponseInit }).init.status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(4)
})

test('a password hashed with older parameters is hashed again when its owner signs in', async () => {
  const world = await createWorld()
  const weaker = '$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$'
  const { hash } = await import('@node-rs/argon2')
  const old = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await world.raw.updateTable('users').set({ password_hash: old }).where('id', '=', 'paula').execute()

  expect(((await enter('paula@ejemplo.cl')) as Response).status).toBe(302)
  const { password_hash } = await world.raw.selectFrom('users').select('password_hash').where('id', '=', 'paula').executeTakeFirstOrThrow()
  expect(password_hash).toMatch(/m=47104,t=1,p=1/)
  expect(password_hash?.startsWith(weaker)).toBe(false)
  expect(((await enter('paula@ejemplo.cl')) as Response).status).toBe(302)
})

test('whoever is in already goes on instead of signing in twice', async () => {
  const { visit } = await createWorld()
  await expect(visit(signInPage, 'elena', '/entrar')).rejects.toMatchObject({ status: 302 })
  expect(await visit(signInPage, null, '/entrar?retenido=1')).toEqual({ held: true })
})

test('leaving ends the session, and leaving everywhere ends all of one’s own', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'carolina')
  const [here, there] = [cookiesOf(await enter('paula@ejemplo.cl')), cookiesOf(await enter('paula@ejemplo.cl'))]
  const colleague = cookiesOf(await enter('carolina@ejemplo.cl'))

  await call(signOut, '/salir', { cookie: here, form: {} })
  await expect(call(anyPage, '/', { cookie: here })).rejects.toMatchObject({ status: 302 })
  expect(await call(anyPage, '/', { cookie: there })).toBe('paula')

  await call(signOutEverywhere, '/salir/todas', { cookie: there, form: {} })
  await expect(call(anyPage, '/', { cookie: there })).rejects.toMatchObject({ status: 302 })
  expect(await call(anyPage, '/', { cookie: colleague })).toBe('carolina')
})

test('one’s own sessions are listed, and only one’s own can be closed', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'carolina')
  const here = cookiesOf(await enter('paula@ejemplo.cl'))
  const there = cookiesOf(await enter('paula@ejemplo.cl'))
  const foreign = cookiesOf(await enter('carolina@ejemplo.cl'))

  const { sessions } = await call(preferences, '/preferencias', { cookie: here })
  expect(sessions).toHaveLength(2)
  expect(sessions.filter((session) => session.current)).toHaveLength(1)
  const other = sessions.find((session) => !session.current)!
  const close = (cookie: string) =>
    call(closeSession, '/preferencias/sesiones/x/cierre', { cookie, form: {}, params: { clave: other.key } })

  await expect(close(foreign)).rejects.toMatchObject({ init: { status: 404 } })
  expect(await call(anyPage, '/', { cookie: there })).toBe('paula')
  await close(here)
  await expect(call(anyPage, '/', { cookie: there })).rejects.toMatchObject({ status: 302 })
})

test('changing the password asks for the old one, ends the other sessions and keeps the person in', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula')
  const here = cookiesOf(await enter('paula@ejemplo.cl'))
  const there = cookiesOf(await enter('paula@ejemplo.cl'))
  const change = (current_password: string, password: string, more = {}) =>
    call(changePassword, '/preferencias/contrasena', { cookie: here, form: { current_password, password, ...more } })

  expect(await change('no es esta', 'vereda-lana-cometa')).toMatchObject({ data: { errors: { current_password: [expect.any(String)] } } })
  expect(await change(PASSWORD, 'PaulaDíaz-2026')).toMatchObject({ data: { errors: { password: [expect.stringContaining('adivina')] } } })
  expect(await change(PASSWORD, 'vereda-lana-cometa', { role: 'admin' })).toMatchObject({ init: { status: 400 } })

  const renewed = cookiesOf(await change(PASSWORD, 'vereda-lana-cometa'))
  expect(await call(anyPage, '/', { cookie: renewed })).toBe('paula')
  for (const cookie of [here, there]) await expect(call(anyPage, '/', { cookie })).rejects.toMatchObject({ status: 302 })
  expect(await enter('paula@ejemplo.cl')).toMatchObject(NO)
  expect(((await enter('paula@ejemplo.cl', 'vereda-lana-cometa')) as Response).status).toBe(302)
})

test('a person who is disabled or gets another role is out at once', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'lidia')
  const [paula, lidia] = [cookiesOf(await enter('paula@ejemplo.cl')), cookiesOf(await enter('lidia@ejemplo.cl'))]

  await disableUser(world.as('alma'), 'paula')
  await expect(call(anyPage, '/', { cookie: paula })).rejects.toMatchObject({ status: 302 })

  const access = { name: 'Lidia Pino Araya', institution_id: 'deficit-cero', phone: null, version: 1 }
  await editUser(world.as('alma'), 'lidia', { ...access, role: 'executive' })
  await expect(call(anyPage, '/', { cookie: lidia })).rejects.toMatchObject({ status: 302 })
  expect(await enter('paula@ejemplo.cl')).toMatchObject(NO)
})

test('what was typed when the session had expired is found again after signing in, without passwords', async () => {
  const world = await createWorld()
  await givePassword(world, 'paula', 'carolina')
  const form = signedIn(everyone, async (ctx, { request }) => (await findHeldPost(ctx.db, ctx.viewer.id, request))?.toString() ?? null)
  const old = cookiesOf(await enter('paula@ejemplo.cl'))

  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  const sent = { text: 'Enviar el catastro', password: 'vereda-lana-cometa' }
  const refused: unknown = await call(form, '/compromisos/nuevo', { cookie: old, form: sent }).catch((answer: unknown) => answer)
  expect((refused as Response).headers.get('Location')).toBe('/entrar?volver=%2Fcompromisos%2Fnuevo&retenido=1')

  const held = cookiesOf(refused)
  const again = cookiesOf(await enter('paula@ejemplo.cl'))
  const colleague = cookiesOf(await enter('carolina@ejemplo.cl'))
  expect(await call(form, '/compromisos/nuevo', { cookie: `${again}; ${held}` })).toBe('text=Enviar+el+catastro')
  expect(await call(form, '/reuniones/nueva', { cookie: `${again}; ${held}` })).toBeNull()
  expect(await call(form, '/compromisos/nuevo', { cookie: `${colleague}; ${held}` })).toBeNull()
})
