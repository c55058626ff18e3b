import type { ExpressionBuilder } from 'kysely'

import { pauseAfter } from '#app/domain/outbox/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { LEASE_MS, MOST_ATTEMPTS } from '../rules.ts'

type World = Pick<Context, 'db' | 'now'>
export type ClaimedJob = NonNullable<Awaited<ReturnType<typeof claimJob>>>

/** Takes the next job whose hour has come, for `worker` alone, until its lease runs out. The condition stands twice, as for mail. */
export function claimJob({ db, now }: World, worker: string) {
  const at = now.toISOString()
  const next = db.selectFrom('jobs').select('jobs.id').where(ready(at)).orderBy('jobs.run_at').orderBy('jobs.id').limit(1)
  return db
    .updateTable('jobs')
    .set((eb) => ({
      state: 'running' as const,
      worker,
      lease_until: new Date(now.getTime() + LEASE_MS).toISOString(),
      attempts: eb('jobs.attempts', '+', 1),
    }))
    .where('jobs.id', '=', next)
    .where(ready(at))
    .returning(['jobs.id', 'jobs.kind', 'jobs.key', 'jobs.payload', 'jobs.not_after', 'jobs.attempts', 'jobs.worker'])
    .executeTakeFirst()
}

/** Due, or left behind by a worker that died. */
const ready = (at: string) => (eb: ExpressionBuilder<Database, 'jobs'>) =>
  eb.or([
    eb.and([eb('jobs.state', '=', 'queued'), eb('jobs.run_at', '<=', at)]),
    eb.and([eb('jobs.state', '=', 'running'), eb('jobs.lease_until', '<=', at)]),
  ])

export type JobOutcome = { kind: 'done' } | { kind: 'later'; reason: string }

/**
 * Writes what became of a job, if it still belongs to whoever did it; answers whether it does. Inside the transaction of
 * what was done, both are written together or not at all: that is what makes it happen once.
 */
export async function settleJob({ db, now }: World, job: ClaimedJob, outcome: JobOutcome): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ ...after(job, outcome, now), worker: null, lease_until: null })
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .where('worker', '=', job.worker)
    .where('attempts', '=', job.attempts)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function after({ attempts }: ClaimedJob, outcome: JobOutcome, now: Date) {
  if (outcome.kind === 'done') return { state: 'done' as const, done_at: now.toISOString(), last_error: null }
  if (attempts >= MOST_ATTEMPTS) return { state: 'failed' as const, last_error: `${outcome.reason} Se intentó ${attempts} veces.` }
  return { state: 'queued' as const, run_at: new Date(now.getTime() + pauseAfter(attempts)).toISOString(), last_error: outcome.reason }
}

/** What is no use any more stays, and says that it was late. */
export async function setJobsAside({ db, now }: World) {
  await db.updateTable('jobs').set({ state: 'late' }).where('state', '=', 'queued').where('not_after', '<=', now.toISOString()).execute()
}
