import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'

import type { Commitment } from '../queries.server.ts'
import { stageOf } from '../rules/stages.ts'
import type { Stage } from '../terms.ts'
import { moveCommitment } from './move.server.ts'
import { reassignCommitment } from './reassign.server.ts'
import { rescheduleCommitment } from './reschedule.server.ts'
import { together, type Outcome } from './together.server.ts'

type QuickEdit = {
  stage: Stage
  responsible_position_id: string | null
  follow_up_user_id: string
  due_on: string | null
  reason: string | null
}

/** State, who answers and until when, in one act that is undone as one; each through its own command, and only what changes. */
export async function quickEdit(ctx: Context, commitment: Commitment, input: QuickEdit): Promise<Outcome> {
  const { stage, responsible_position_id, follow_up_user_id, due_on, reason } = input
  const reassigned = responsible_position_id !== commitment.responsible_position_id || follow_up_user_id !== commitment.follow_up_user_id
  const moved = stage !== stageOf(commitment)
  const dated = due_on !== null && due_on !== commitment.due_on
  return together(ctx, reassigned || moved || dated ? [commitment.folio] : [], async (ctx, { id, version }) => {
    if (version !== commitment.version) throw new Conflict('Otra persona lo cambió recién: revise y vuelva a guardar.')
    if (reassigned) await reassignCommitment(ctx, id, { responsible_position_id, follow_up_user_id, note: null })
    if (dated) await rescheduleCommitment(ctx, id, { to_due_on: due_on, reason: reason ?? '' })
    // Last: it may close.
    if (moved) await moveCommitment(ctx, id, stage)
  })
}
