import { expect, test } from 'vitest'

import { mintAccessLink } from '#app/domain/access/commands/mint.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
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
