import fc from 'fast-check'
import { expect, test } from 'vitest'

import { mintAccessLink } from '#app/domain/access/commands/mint.server.ts'
import { findAccess } from '#app/domain/access/queries/link.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { peekSession } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { appoint, deviceOf, mint as mintToken } from '#tests/support/access.ts'
import { handover, person } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

const MAYOR = 'muni-13102:mayor'
const mint = (ctx: Context, position_id = MAYOR, tenure_id?: string) =>
  atomically(ctx, (ctx) => mintAccessLink(ctx, { position_id, ...(tenure_id ? { tenure_id } : {}) }))

test('every link of a post is another, and all are of the one who holds it', async () => {
  const world = await createWorld()
  const holder = await person(world, { given_names: 'Rosa', first_surname: 'Sanhueza' })
  await handover(world, MAYOR, { person_id: holder, starts_on: '2024-12-06' })

  const one = await mint(world.as('system'))
  const other = await mint(world.as('paula'))

  expect(one!.address).toMatch(/\/acceso\/[\w-]{12}\.[\w-]{43}$/)
  expect(other!.address).not.toBe(one!.address)
  expect(await world.db.selectFrom('users').select(['name', 'role', 'institution_id', 'position_id', 'password_hash']).where('tenure_id', 'is not', null).execute()).toEqual([
    { name: 'Rosa Sanhueza Tapia', role: 'leader', institution_id: 'muni-13102', position_id: MAYOR, password_hash: null },
  ])
  const links = await world.db.selectFrom('access_links').selectAll().execute()
  expect(links.map(({ expires_at }) => expires_at)).toEqual(['2027-02-22T13:00:00.000Z', '2027-02-22T13:00:00.000Z'])
  expect(JSON.stringify(links)).not.toContain(one!.address.split('.').at(-1))
})

test('a vacant post has no link, and neither has somebody who left it', async () => {
  const world = await createWorld()
  expect(await mint(world.as('system'))).toBeNull()

  const first = await person(world, { given_names: 'Rosa', first_surname: 'Sanhueza' })
  await handover(world, MAYOR, { person_id: first, starts_on: '2024-12-06', until_on: '2026-11-23' })
  expect(await mint(world.as('system'))).toBeNull()

  const { id: left } = await world.db.selectFrom('tenures').select('id').executeTakeFirstOrThrow()
  const next = await person(world, { given_names: 'Elías', first_surname: 'Tapia' })
  await handover(world, MAYOR, { person_id: next, starts_on: '2026-11-24' })
  expect(await mint(world.as('system'))).not.toBeNull()
  expect(await mint(world.as('system'), MAYOR, left)).toBeNull()
})

test('whenever it is looked at, a link works only while its tenure, its post and its days last and nobody revoked it, and so do its devices', async () => {
  const world = await createWorld()
  await appoint(world)
  const token = await mintToken(world)
  const device = await deviceOf(world)
  const request = new Request('http://localhost:3000/m', { headers: { Cookie: device.cookie } })
  const zone = fc.constantFrom('America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter')
  const day = (around: number) => fc.integer({ min: around - 3, max: around + 3 }).map((days) => addDays('2026-12-20', days))
  const facts = fc.record({
    zone, starts_on: day(-1), ends_on: fc.option(day(2)), abolished_on: fc.option(day(2)), revoked: fc.boolean(),
    now: fc.integer({ min: Date.parse('2026-12-18T00:00:00Z'), max: Date.parse('2026-12-24T00:00:00Z') }).map((at) => new Date(at)),
    expires: fc.integer({ min: Date.parse('2026-12-18T00:00:00Z'), max: Date.parse('2026-12-28T00:00:00Z') }).map((at) => new Date(at).toISOString()),
  }).filter(({ starts_on, ends_on }) => !ends_on || ends_on >= starts_on)
  await fc.assert(
    fc.asyncProperty(facts, async ({ zone, starts_on, ends_on, abolished_on, revoked, now, expires }) => {
      await world.raw.updateTable('communes').set({ zone }).where('cut', '=', '13102').execute()
      await world.raw.updateTable('tenures').set({ starts_on, ends_on }).where('position_id', '=', MAYOR).execute()
      await world.raw.updateTable('positions').set({ abolished_on }).where('id', '=', MAYOR).execute()
      await world.raw.updateTable('access_links').set({ revoked_at: revoked ? '2026-12-01T00:00:00.000Z' : null, expires_at: expires }).execute()
      const today = todayIn(zone, now)
      const holds = starts_on <= today && (!ends_on || today <= ends_on) && (!abolished_on || today < abolished_on) && !revoked
      expect((await findAccess({ db: world.db, now }, token)) !== undefined).toBe(holds && now.toISOString() < expires)
      expect((await peekSession(world.db, request, now)) !== undefined).toBe(holds)
    }),
    { numRuns: 150 },
  )
})
