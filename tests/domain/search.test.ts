import { expect, test } from 'vitest'
import { search, suggestWords } from '#app/domain/search/queries.server.ts'
import { createWorld } from '#tests/support/world.ts'
test('x', async () => {
  const { as } = await createWorld()
  for (const q of ['nun', 'ohiggins', "o'higgins", 'losangeles', 'alcalde cerrillos', 'cerilos', "';--", 'municipalidad']) {
    const t = performance.now()
    const r = await search(as('paula'), q)
    console.info(q, performance.now() - t, r.map((g) => [g.group, g.found, g.hits.slice(0, 3).map((h) => h.label)]), await suggestWords(as('paula'), q))
  }
})
