import fc from 'fast-check'
import { expect, test } from 'vitest'

import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { Conflict } from '#app/lib/errors.ts'
import { addLink, closeMeetings, countLinks, findWhole, hashesOf, smallWorld, type SmallWorld } from '#tests/support/merges.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const small = fc.nat({ max: 11 })
const draw = fc.record({ what: fc.nat({ max: 22 }), who: small, where: small, other: small, n: small })
const scene = fc.record({
  before: fc.array(draw, { minLength: 8, maxLength: 40 }),
  kind: fc.constantFrom<MergeKind>('person', 'institution'),
  kept: fc.nat({ max: 3 }),
  apart: fc.integer({ min: 1, max: 3 }),
})

async function built(world: World, before: Parameters<typeof addLink>[2][]): Promise<SmallWorld> {
  const made = await smallWorld(world)
  for (const one of before) await addLink(world, made, one)
  await closeMeetings(world, made.closed)
  return made
}

async function tryMerge(world: World, kind: MergeKind, kept_id: string, gone_id: string) {
  const version = async (id: string) => (await world.raw.selectFrom(kind === 'person' ? 'people' : 'institutions').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
  try {
    const merged = await merge(world.as('paula'), kind, { kept_id, gone_id, version: await version(kept_id), gone_version: await version(gone_id), choices: {} })
    return merged.stale ? undefined : merged.id
  } catch (error) {
    if (error instanceof Conflict) return undefined
    throw error
  }
}

test('a merge keeps every link of both, and its undoing leaves every table as it was', { timeout: 120_000 }, async () => {
  const world = await createWorld()
  let merged = 0
  await fc.assert(
    fc.asyncProperty(scene, async ({ before, kind, kept, apart }) => {
      const made = await built(world, before)
      const ids = kind === 'person' ? made.people : made.institutions
      const [kept_id, gone_id] = [ids[kept]!, ids[(kept + apart) % 4]!]
      const was = await hashesOf(world)
      const links = await countLinks(world, kind, [kept_id, gone_id])

      const id = await tryMerge(world, kind, kept_id, gone_id)
      if (!id) {
        expect(await hashesOf(world)).toEqual(was)
        return
      }
      merged++
      const { journal } = await findWhole(world.as('paula'), id)
      const away = (name: string) => journal.twins.filter(({ table, after, before }) =>
        after === null && Object.entries(before).some(([column, value]) => `${table}.${column}` === name && [kept_id, gone_id].includes(String(value)))).length
      const expected = Object.fromEntries(Object.entries(links).map(([name, count]) => [name, count - away(name)]))
      expect(await countLinks(world, kind, [kept_id])).toEqual(expected)
      expect(Object.values(await countLinks(world, kind, [gone_id])).every((count) => count === 0)).toBe(true)

      expect(await undoMerge(world.as('paula'), id)).toEqual({ edited: [], changed: 0 })
      expect(await hashesOf(world)).toEqual(was)
    }),
    { numRuns: 40 },
  )
  expect(merged).toBeGreaterThan(12)
})

test('merges one after the other are undone in the opposite order alone', { timeout: 120_000 }, async () => {
  const world = await createWorld()
  let chains = 0
  await fc.assert(
    fc.asyncProperty(scene, async ({ before, kind }) => {
      const made = await built(world, before)
      const [a, b, c] = (kind === 'person' ? made.people : made.institutions) as [string, string, string, string]
      const was = await hashesOf(world)
      const first = await tryMerge(world, kind, b, a)
      const second = first && (await tryMerge(world, kind, c, b))
      if (!first || !second) return
      chains++
      await expect(undoMerge(world.as('paula'), first)).rejects.toThrow('Deshaga antes la fusión')
      await undoMerge(world.as('paula'), second)
      await undoMerge(world.as('paula'), first)
      expect(await hashesOf(world)).toEqual(was)
    }),
    { numRuns: 25 },
  )
  expect(chains).toBeGreaterThan(5)
})
