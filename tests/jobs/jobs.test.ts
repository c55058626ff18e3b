import { expect, test } from 'vitest'

import { enqueueJob } from '#app/domain/jobs/commands.server.ts'
import { claimJob, setJobsAside, settleJob } from '#app/domain/jobs/commands/claim.server.ts'
import { retryJob } from '#app/domain/jobs/commands/retry.server.ts'
import { LEASE_MS, MOST_ATTEMPTS } from '#app/domain/jobs/rules.ts'
import { listTroubled } from '#app/domain/jobs/queries.server.ts'
import { planJobs } from '#app/domain/reminders/commands/plan-jobs.server.ts'
import { workNext } from '#app/jobs/work.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const ask = ({ as }: World, given: Partial<Parameters<typeof enqueueJob>[1]> = {}) =>
  enqueueJob(as('system'), { kind: 'digest', key: 'una', payload: { day: '2026-11-24' }, run_at: '2026-11-24T12:00:00.000Z', not_after: null, ...given })

const rows = ({ raw }: World) => raw.selectFrom('jobs').select(['key', 'state', 'attempts', 'last_error']).orderBy('key').execute()

/** A trade that leaves a mark in the database, and fails as often as it is told. */
function marking(failures = 0) {
  let left = failures
  return {
    digest: async ({ db }: { db: World['db'] }) => {
      await db.insertInto('running_facts').values({ name: `hecho ${Math.random()}`, value: 'x' }).execute()
      if (left-- > 0) throw new Error('no')
    },
  }
}
const marks = async ({ raw }: World) => (await raw.selectFrom('running_facts').select('name').where('name', 'like', 'hecho%').execute()).length

const work = ({ db, clock }: World, known: ReturnType<typeof marking>, worker = 'uno') => workNext({ db, worker, now: () => clock.now, known })

test('a job is asked for once, waits for its hour, and is done once', async () => {
  const world = await createWorld()
  await ask(world, { run_at: '2026-11-24T13:30:00.000Z' })
  await ask(world, { run_at: '2026-11-24T12:00:00.000Z' })
  const known = marking()
  expect(await work(world, known)).toBe('nothing')
  world.clock.now = new Date('2026-11-24T13:30:00.000Z')
  expect(await work(world, known)).toBe('done')
  expect(await work(world, known)).toBe('nothing')
  expect(await marks(world)).toBe(1)
  expect(await rows(world)).toEqual([{ key: 'una', state: 'done', attempts: 1, last_error: null }])
})

test('two workers never do one twice, and one that lost its lease writes nothing', async () => {
  const world = await createWorld()
  const { db, clock } = world
  for (let at = 0; at < 20; at++) await ask(world, { key: `k${at}` })
  const known = marking()
  const done = async (worker: string): Promise<void> => {
    while ((await work(world, known, worker)) === 'done');
  }
  await Promise.all([done('uno'), done('dos')])
  expect(await marks(world)).toBe(20)

  await ask(world, { key: 'lenta' })
  const slow = (await claimJob({ db, now: clock.now }, 'uno'))!
  clock.now = new Date(clock.now.getTime() + LEASE_MS)
  await work(world, known, 'dos')
  expect(await settleJob({ db, now: clock.now }, slow, { kind: 'done' })).toBe(false)
  expect(await marks(world)).toBe(21)
})

test('what fails leaves nothing behind, rests, and in the end waits for somebody, while the rest is done', async () => {
  const world = await createWorld()
  await ask(world, { key: 'mala' })
  const known = marking(MOST_ATTEMPTS)
  const told = process.stderr.write
  process.stderr.write = () => true
  try {
    for (let at = 0; at < MOST_ATTEMPTS; at++) {
      expect(await work(world, known)).toBe('done')
      world.clock.now = new Date(world.clock.now.getTime() + 7 * 3_600_000)
    }
  } finally {
    process.stderr.write = told
  }
  expect(await marks(world)).toBe(0)
  expect(await rows(world)).toMatchObject([{ state: 'failed', attempts: MOST_ATTEMPTS, last_error: expect.stringContaining('No se pudo hacer') }])
  const [job] = await listTroubled(world.as('alma'))
  expect(() => listTroubled(world.as('paula'))).toThrow(NotFound)
  await retryJob(world.as('alma'), job!.id)
  await work(world, known)
  expect(await marks(world)).toBe(1)
  await expect(retryJob(world.as('alma'), job!.id)).rejects.toThrow(Conflict)
})

test('what is late is set aside and not done', async () => {
  const world = await createWorld()
  const { db, clock } = world
  await ask(world, { not_after: clock.now.toISOString() })
  await setJobsAside({ db, now: clock.now })
  expect(await work(world, marking())).toBe('nothing')
  expect(await rows(world)).toMatchObject([{ state: 'late' }])
})

test('each working day asks for its reminders and for the digest of each coordinator, however often it is asked', async () => {
  const world = await createWorld({ now: '2026-12-04T09:00:00.000Z' })
  await planJobs(world.as('system'))
  await planJobs(world.as('system'))
  const jobs = await world.raw.selectFrom('jobs').select(['key', 'run_at', 'not_after']).orderBy('key').execute()
  expect(jobs).toEqual([
    { key: 'digest:carolina:2026-12-04', run_at: '2026-12-04T10:30:00.000Z', not_after: '2026-12-04T16:30:00.000Z' },
    { key: 'digest:paula:2026-12-04', run_at: '2026-12-04T10:30:00.000Z', not_after: '2026-12-04T16:30:00.000Z' },
    { key: 'reminders:2026-12-04', run_at: '2026-12-04T11:00:00.000Z', not_after: '2026-12-04T23:00:00.000Z' },
  ])
})
