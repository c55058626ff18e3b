import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { ask, nounScopes, tokenOf } from '#tests/support/api.ts'
import { nouns } from '#app/routes/api/nouns.server.ts'
import { closedMinutes } from '#tests/support/closed-minutes.ts'
import { createWorld } from '#tests/support/world.ts'

const text = readFileSync('docs/api.md', 'utf8')

test('every address that the document gives is answered', async () => {
  const world = await createWorld()
  await closedMinutes(world)
  const token = await tokenOf(world, 'paula', nounScopes)
  const addresses = [...[...text.matchAll(/"\$API\/([^"]+)"/g)].map(([, path]) => path!), ...[...text.matchAll(/`\/(commitments\/[^`]+|minutes\/[^`]+)`/g)].map(([, path]) => path!)]
  expect(addresses.length).toBeGreaterThan(8)
  for (const path of addresses) expect([path, (await ask(token, path)).status]).toEqual([path, 200])
  for (const name of Object.keys(nouns)) expect(text).toContain(`\`${name}\``)
})
