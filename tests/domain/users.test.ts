import { expect, test } from 'vitest'

import { record } from '#app/domain/activity/commands.server.ts'
import { listAudit } from '#app/domain/activity/queries/audit.server.ts'
import { inviteUser } from '#app/domain/users/commands/invite.server.ts'
import { findUserByEmail, listUsers } from '#app/domain/users/queries.server.ts'
import { deviceOf, landingOf } from '#app/domain/users/rules.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { createWorld } from '#tests/support/world.ts'

const guest = { email: 'tomas@penco.ejemplo.cl', name: 'Tomás Órdenes Paz', role: 'viewer', institution_id: null, phone: null } as const

test('each role lands where it works, and a leader never outside the portal', () => {
  expect(landingOf('coordinator', '/')).toBe('/')
  expect(landingOf('executive', '/')).toBe('/calendario')
  expect(landingOf('executive', '/compromisos')).toBe('/compromisos')
  expect(landingOf('leader', '/compromisos')).toBe('/m')
  expect(landingOf('leader', '/m/compromisos')).toBe('/m/compromisos')
  expect(landingOf('leader', '/mapa')).toBe('/m')
})

test('a browser is named in words', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge en Windows')
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1')).toBe('Safari en iPhone')
  expect(deviceOf('Mozilla/5.0 (Linux; Android 15) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36')).toBe('Samsung Internet en Android')
  expect(deviceOf(null)).toBe('Equipo sin identificar')
})

test('two invitations of one address at the same moment make one account', async () => {
  const { as, raw } = await createWorld()
  const twice = await Promise.allSettled([inviteUser(as('alma'), guest), inviteUser(as('alma'), guest)])
  expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'Conflict' } })
  expect(await raw.selectFrom('users').select('id').where('email', '=', guest.email).execute()).toHaveLength(1)
})

test('accounts exist for administrators only', async () => {
  const { as } = await createWorld()
  for (const who of ['paula', 'elena', 'lidia', 'rosa'] as const) {
    await expect(listUsers(as(who))).rejects.toMatchObject({ name: 'NotFound' })
    await expect(findUserByEmail(as(who), 'paula@ejemplo.cl')).rejects.toMatchObject({ name: 'NotFound' })
    await expect(inviteUser(as(who), guest)).rejects.toMatchObject({ name: 'Forbidden' })
    await expect(listAudit(as(who))).rejects.toMatchObject({ name: 'NotFound' })
  }
})

test('the audit comes fifty at a time, newest first', async () => {
  const { as } = await createWorld()
  await atomically(as('alma'), async (ctx) => {
    for (let n = 0; n < 60; n++) await record(ctx, 'user.sessions_closed', { type: 'user', id: 'rosa' }, { name: `Rosa ${n}` })
  })
  const first = await listAudit(as('alma'))
  const second = await listAudit(as('alma'), { page: 2 })
  expect([first.total, first.events.length, second.events.length]).toEqual([60, 50, 10])
  expect(first.events[0]).toMatchObject({ seq: 60, subject: { type: 'user', id: 'rosa' }, sentence: 'cerró las sesiones de «Rosa 59»' })
  expect(second.events.at(-1)?.seq).toBe(1)
})
