import { expect, test } from 'vitest'

import { listInstitutions } from '#app/domain/institutions/queries/list.server.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { countQueries } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

test.each([
  ['nunoa', 'muni-13120'],
  ['penalolen', 'muni-13122'],
  ['muni nunoa', 'muni-13120'],
  ['serviu maule', 'serviu-07'],
  ['gore rm', 'gore-13'],
  ['O’HIGGINS serviu', 'serviu-06'],
])('whoever types «%s» finds %s first, on the list and while typing', async (q, id) => {
  const { as } = await createWorld()

  const { institutions } = await listInstitutions(as('lidia'), { view: 'todas', q })
  expect(institutions[0]).toMatchObject({ id })
  expect((await suggestInstitutions(as('lidia'), q))[0]).toMatchObject({ id })
})

test('a page of the list takes the same queries whatever it holds', async () => {
  const world = await createWorld()
  const ask = (filter: Parameters<typeof listInstitutions>[1]) =>
    countQueries(world, () => listInstitutions(world.as('paula'), filter))

  expect(await ask({ view: 'todas' })).toBe(4)
  expect(await ask({ view: 'todas', page: 3, sort: 'contacto', descending: true })).toBe(4)
  expect(await ask({ view: 'red' })).toBe(4)
  expect(await ask({ q: 'serviu' })).toBe(4)
})
