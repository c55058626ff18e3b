import { claimJob, settleJob, type ClaimedJob } from '#app/domain/jobs/commands/claim.server.ts'
import { MOST_ATTEMPTS } from '#app/domain/jobs/rules.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { tellFailure } from '#app/lib/failures.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { trades, type Trade } from './trades.server.ts'

export type Working = { db: Context['db']; worker: string; now: () => Date; known?: Record<string, Trade> }

/** Takes the next job and does it, in one transaction with the note that it is done. One that fails rests, and the next is done. */
export async function workNext({ db, worker, now, known = trades }: Working): Promise<'nothing' | 'done'> {
  const job = await claimJob({ db, now: now() }, worker)
  if (!job) return 'nothing'
  const ctx = { db, viewer: systemViewer, now: now() }
  try {
    const trade = tradeFor(job, known)
    await atomically(ctx, async (ctx) => {
      await trade(ctx, JSON.parse(job.payload) as Record<string, string>)
      if (!(await settleJob(ctx, job, { kind: 'done' }))) throw new Error('Somebody else has this job by now.')
    })
  } catch (error) {
    tellFailure(`job ${job.kind}`, error)
    await settleJob({ db, now: now() }, job, { kind: 'later', reason: `No se pudo hacer (${error instanceof Error ? error.name : 'falla'}).` })
  }
  return 'done'
}

function tradeFor({ kind, attempts }: ClaimedJob, known: Record<string, Trade>): Trade {
  const trade = Object.hasOwn(known, kind) ? known[kind] : undefined
  if (!trade) throw new Error(`No trade for a job of kind ${kind}.`)
  if (attempts > MOST_ATTEMPTS) throw new Error('Somebody died over it again and again.')
  return trade
}
