import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canManageJobs } from '../policy.ts'
import { findJob } from '../queries.server.ts'
import { jobKinds, type JobKind } from '../terms.ts'

/** What failed is tried again from the beginning, while it is of use. */
export async function retryJob(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const job = found(await findJob(ctx, id))
    permit(canManageJobs(ctx.viewer))
    if (job.state !== 'failed') throw new Conflict('Solo se reintenta lo que falló.')
    const at = ctx.now.toISOString()
    if (job.not_after && job.not_after <= at) throw new Conflict('Ya es tarde: su día pasó.')
    await ctx.db.updateTable('jobs').set({ state: 'queued', run_at: at, attempts: 0 }).where('id', '=', id).where('state', '=', 'failed').execute()
    await record(ctx, 'job.retried', { type: 'mail', id: 'jobs' }, { what: jobKinds[job.kind as JobKind] ?? job.kind })
  })
}
