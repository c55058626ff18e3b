import { MOST_TOGETHER } from '#app/domain/bulk-edits/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { refusalOf } from '#app/lib/refusal.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findCommitment, type Commitment } from '../queries.server.ts'
import { rescheduleProblem } from '../rules.ts'
import { fulfilmentOf } from '../rules/stages.ts'
import type { Stage } from '../terms.ts'
import { moveCommitment } from './move.server.ts'
import { reassignCommitment } from './reassign.server.ts'
import { rescheduleCommitment } from './reschedule.server.ts'

export type Outcome = {
  /** What `undoBatch` takes back. */
  batch_id: string
  changed: string[]
  refused: { folio: string; why: string }[]
}

/** Moves each to its column; «cumplir» takes each one step towards done. */
export const moveTogether = (ctx: Context, folios: readonly string[], stage: Stage | 'cumplir') =>
  together(ctx, folios, (ctx, commitment) => moveCommitment(ctx, commitment.id, stage === 'cumplir' ? fulfilmentOf(commitment) : stage))

export const rescheduleTogether = (ctx: Context, folios: readonly string[], input: { to_due_on: string; reason: string }) =>
  together(ctx, folios, async (ctx, commitment) => {
    const problem = rescheduleProblem(commitment, input.to_due_on, today(ctx))
    if (problem) throw new Conflict(problem)
    await rescheduleCommitment(ctx, commitment.id, input)
  })

/** The same person follows all of them up; the position that answers for each stays. */
export const reassignTogether = (ctx: Context, folios: readonly string[], input: { follow_up_user_id: string; note: string | null }) =>
  together(ctx, folios, async (ctx, commitment) => {
    if (commitment.follow_up_user_id === input.follow_up_user_id) throw new Conflict('Ya lo sigue esa persona.')
    await reassignCommitment(ctx, commitment.id, { ...input, responsible_position_id: commitment.responsible_position_id })
  })

/**
 * The same act on each, in one transaction. What the domain refuses is told row by row and stays as it was; the rest is
 * done.
 */
export async function together(
  ctx: Context, folios: readonly string[], act: (ctx: Context, commitment: Commitment) => Promise<unknown>,
): Promise<Outcome> {
  const chosen = [...new Set(folios)]
  if (chosen.length > MOST_TOGETHER) throw new Conflict(`Se cambian hasta ${MOST_TOGETHER} a la vez: achique el filtro.`)
  return atomically({ ...ctx, batch_id: newId(ctx.now.getTime()) }, async (ctx) => {
    const outcome: Outcome = { batch_id: ctx.batch_id, changed: [], refused: [] }
    for (const folio of chosen) {
      const why = await refusalOf(ctx, async (ctx) => act(ctx, found(await findCommitment(ctx, folio))))
      if (why === null) outcome.changed.push(folio)
      else outcome.refused.push({ folio, why })
    }
    return outcome
  })
}
