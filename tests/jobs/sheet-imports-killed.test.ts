import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { cast } from '#tests/support/cast.ts'
import { sharedDatabase } from '#tests/support/killing.ts'
import { messySheet } from '#tests/support/messy-sheet.ts'
import { hashesOf, takeGuesses } from '#tests/support/sheets.ts'

const NOW = '2026-11-24T13:00:00.000Z'
const sheet = messySheet()
const KILLS = 6

/** A database that worker processes can open, and the messy list in it, reviewed. */
async function reviewed() {
  const { raw, database } = await sharedDatabase()
  const { name, email, role } = cast.paula
  await raw.insertInto('users').values({ id: 'paula', ...cast.paula, created_at: NOW, updated_at: NOW }).execute()
  const as = (): Context => ({ db: guarded(raw), now: new Date(NOW), viewer: { id: 'paula', name, email, role, institution_id: null, zone: 'America/Santiago' } })
  const before = await hashesOf({ raw })
  return { raw, database, as, before, id: await bring(as) }
}

async function bring(as: () => Context) {
  const read = await readImport(as(), { kind: 'people', name: 'quién es quién.csv', bytes: sheet.csv('mixed'), pasted: '' })
  if (!read.ok) throw new Error(read.problem)
  if ((await findImport(as(), read.id))?.state === 'uploaded') await takeGuesses({ as }, read.id)
  for (const [kind, does] of [['clash', 'adjust'], ['clash', 'create'], ['position', 'create'], ['person', 'new']] as const) {
    await answerProblem(as(), read.id, `all:${kind}`, { does })
  }
  return read.id
}

type World = Awaited<ReturnType<typeof reviewed>>

async function startWorker({ database }: World): Promise<ChildProcess> {
  const child = fork('tests/support/dying-worker.ts', [database, '9', NOW], { stdio: 'ignore' })
  await once(child, 'message')
  child.send('go')
  return child
}

async function killed(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const finished = ({ as }: World, id: string) => expect.poll(async () => (await findImport(as(), id))?.state, { timeout: 120_000, interval: 100 }).toBe('applied')

/** Time goes by, and the lease of whoever died runs out. */
const expire = ({ raw }: World) => raw.updateTable('jobs').set({ lease_until: '2020-01-01T00:00:00.000Z' }).where('state', '=', 'running').execute()

/** What is known of everybody, without what chance gave it: ids and the order of writing. */
async function known({ raw, id }: World) {
  const people = await raw.selectFrom('people').select(['given_names', 'first_surname', 'second_surname', 'rut']).execute()
  const tenures = await raw
    .selectFrom('tenures')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .select(['people.search_text', 'positions.institution_id', 'positions.title', 'tenures.kind', 'tenures.starts_on', 'tenures.ends_on'])
    .execute()
  const points = await raw.selectFrom('contact_points').select(['kind', 'value', 'label', 'visibility']).execute()
  const outcomes = await raw.selectFrom('sheet_import_rows').select(['position', 'outcome', 'reason']).where('import_id', '=', id).execute()
  return [people, tenures, points, outcomes].map((rows) => rows.map((row) => JSON.stringify(row)).toSorted())
}

test('a messy list whose workers are killed at any moment ends as one that nobody disturbed, and the same list again changes nothing', { timeout: 600_000 }, async () => {
  const calm = await reviewed()
  await startImport(calm.as(), calm.id)
  const only = await startWorker(calm)
  await finished(calm, calm.id)
  await killed(only)

  const world = await reviewed()
  await startImport(world.as(), world.id)
  const written: number[] = []
  // Some die before the first row, some between two hundreds, some in the middle of one.
  for (const { steps, delay } of fc.sample(fc.record({ steps: fc.integer({ min: 0, max: 1 }), delay: fc.integer({ min: 0, max: 120 }) }), KILLS)) {
    const child = await startWorker(world)
    for (let step = 0; step < steps; step++) await once(child, 'message')
    await sleep(delay)
    await killed(child)
    const { done, total, totals } = await countOutcomes(world.as(), world.id)
    written.push(done)
    expect(done % 100 === 0 || done === total, String(done)).toBe(true)
    expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(total)
    await expire(world)
  }
  expect(written[0]).toBeLessThan(sheet.rows.length)
  // Two at once, as after a restart where the old process is not quite dead.
  const last = await Promise.all([startWorker(world), startWorker(world)])
  await finished(world, world.id)
  await Promise.all(last.map(killed))

  const { total, done, totals } = await countOutcomes(world.as(), world.id)
  expect({ total, done, sum: Object.values(totals).reduce((sum, count) => sum + count, 0) }).toEqual({ total: sheet.rows.length, done: sheet.rows.length, sum: sheet.rows.length })
  expect(totals).toEqual((await countOutcomes(calm.as(), calm.id)).totals)
  expect(await known(world)).toEqual(await known(calm))

  const after = await hashesOf(world)
  const again = await bring(world.as)
  await startImport(world.as(), again)
  const child = await startWorker(world)
  await finished(world, again)
  await killed(child)
  expect((await countOutcomes(world.as(), again)).totals).toMatchObject({ created: 0, updated: 0 })
  expect(await hashesOf(world)).toEqual(after)

  expect(await undoImport(world.as(), world.id)).toBe(0)
  expect(await hashesOf(world)).toEqual(world.before)
})
