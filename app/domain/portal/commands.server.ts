import type { Context } from '#app/lib/context.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { answerProblem } from './rules.ts'
import type { Owed } from './queries/commitments.server.ts'

export type Answered = { ok: true; receipt: string } | { ok: false; problem: string }

/**
 * Writes an answer once and tells where its receipt is. Sent again, it leads to the same receipt; another answer,
 * while one is being reviewed or once the commitment is closed, is refused with a sentence.
 */
export async function answerOnce(
  ctx: Context,
  commitment: Owed,
  operation_id: string | undefined,
  write: (ctx: Context) => Promise<unknown>,
): Promise<Answered> {
  const done = await findDone(ctx, operation_id)
  if (done !== undefined) return { ok: true, receipt: done }
  const problem = answerProblem(commitment)
  if (problem) return { ok: false, problem }

  const receipt = await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      await write(ctx)
      await dropHeldPost(ctx.db, ctx.viewer.id)
      return `/m/compromisos/${commitment.folio}/recibo`
    }),
  )
  return { ok: true, receipt }
}
