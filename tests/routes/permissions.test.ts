import { expect, test } from 'vitest'

import { AUDIENCE } from '#app/lib/http.server.ts'
import { ofNetwork, type Role } from '#app/lib/roles.ts'
import { appoint, delegateOf, deviceOf, type Device } from '#tests/support/access.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { policies } from '#tests/support/policies.ts'
import { audienceName, listRoutes, loadRoute, type Entry } from '#tests/support/routes.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const METHODS = ['loader', 'action'] as const

type Visitor = { name: string; role: Role | null; who: Name | Device }

/** One of the cast for each role, those who come by a link, and somebody who never signed in. */
async function visitorsOf(world: World): Promise<Visitor[]> {
  await appoint(world)
  const { id } = await makeCommitment(world)
  const leader = await deviceOf(world)
  const cast: [Role, Name][] = [['coordinator', 'paula'], ['leader', 'rosa'], ['executive', 'elena'], ['viewer', 'lidia'], ['admin', 'alma']]
  return [
    ...cast.map(([role, who]) => ({ name: who, role, who })),
    { name: 'a leader by link', role: 'leader', who: leader },
    { name: 'a colleague with an errand', role: 'delegate', who: (await delegateOf(world, id)).device },
    { name: 'nobody', role: null, who: null },
  ]
}

async function declared() {
  const found: Record<string, string> = {}
  for (const { file } of listRoutes()) {
    const module = await loadRoute(file)
    for (const method of METHODS) if (module[method]) found[`${file} ${method}`] = audienceName(module[method][AUDIENCE])
  }
  return found
}

test('every route declares for whom it is, and it is the policy written down', async () => {
  expect(await declared()).toEqual(policies)
})

test('whoever is not in the audience of a route is refused before anything is read or written', async () => {
  const world = await createWorld()
  const visitors = await visitorsOf(world)
  const before = await fingerprint(world)
  const wrong: string[] = []

  for (const entry of listRoutes()) {
    const module = await loadRoute(entry.file)
    for (const method of METHODS) {
      const handler = module[method]
      const audience = handler?.[AUDIENCE]
      if (!handler || !audience) continue
      for (const { name, role, who } of visitors) {
        if (role && audience.includes(role)) continue
        const answer = await statusOf(world, entry, handler, who, method)
        const expected = role === null ? [302] : !ofNetwork(role) || !audience.some(ofNetwork) ? [404] : [403]
        if (!expected.includes(answer)) wrong.push(`${entry.file} ${method} · ${name}: ${answer}, not ${expected}`)
      }
    }
  }

  expect(wrong).toEqual([])
  expect(await fingerprint(world)).toEqual(before)
})

test('a record that does not exist is 404 for everybody a route is for, whatever is asked of it', async () => {
  const world = await createWorld()
  const visitors = await visitorsOf(world)
  const before = await fingerprint(world)
  const wrong: string[] = []

  for (const entry of listRoutes().filter(({ params }) => params.length > 0)) {
    const module = await loadRoute(entry.file)
    for (const method of METHODS) {
      const handler = module[method]
      const audience = handler?.[AUDIENCE]
      if (!handler || !audience) continue
      for (const { name, role, who } of visitors) {
        if (!role || !audience.includes(role)) continue
        const answer = await statusOf(world, entry, handler, who, method)
        // A writing that was not even well formed may be refused as such; an address that only takes writings may lead
        // back to its list. Neither is ever accepted, and neither crashes.
        const expected = method === 'action' ? [400, 404, 409, 415] : module.default ? [404] : [404, 302]
        if (!expected.includes(answer)) wrong.push(`${entry.file} ${method} · ${name}: ${answer}`)
      }
    }
  }

  expect(wrong).toEqual([])
  expect(await fingerprint(world)).toEqual(before)
})

async function statusOf(world: World, { path, params }: Entry, handler: Parameters<World['visit']>[0], who: Name | Device, method: string) {
  const values = Object.fromEntries(params.map((name) => [name, 'no-existe']))
  const address = path.replace(/:(\w+)\??/g, (_, name: string) => values[name] ?? '')
  const asked = { params: values, ...(method === 'action' ? { form: { text: 'no' } } : {}) }
  try {
    return codeOf(await world.visit(handler, who, address, asked))
  } catch (thrown) {
    return codeOf(thrown)
  }
}

function codeOf(answer: unknown): number {
  if (answer instanceof Response) return answer.status
  if (answer && typeof answer === 'object' && 'init' in answer) return (answer.init as { status?: number } | null)?.status ?? 200
  return answer instanceof Error ? 500 : 200
}

/** How many rows each table has, sessions and marks of presence aside. */
async function fingerprint({ raw }: World) {
  const tables = (await raw.introspection.getTables()).map(({ name }) => name).filter((name) => !['sessions', 'held_posts'].includes(name))
  const counts: Record<string, number> = {}
  for (const name of tables) {
    const row = await raw.selectFrom(name as 'users').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    counts[name] = Number(row.n)
  }
  return counts
}
