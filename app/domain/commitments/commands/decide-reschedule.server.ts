import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canDecideReschedule } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { findProposal } from '../queries/history.server.ts'
import { rescheduleProblem } from '../rules.ts'
import { change, refuseClosed } from './change.server.ts'
import { moveDue, shiftOf, tellShift } from './reschedule.server.ts'

export type Decision = { decision: 'accepted' | 'refused'; note: string | null }

/** Answers the date that the debtor asked for. Accepting moves the deadline, with the reason they gave. */
export async function decideReschedule(ctx: Context, folioOrId: string, { decision, note }: Decision) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canDecideReschedule(ctx.viewer))
    refuseClosed(commitment)
    const proposal = await findProposal(ctx, commitment.id)
    if (!proposal) throw new Conflict('No hay una fecha por responder.')
    const problem = decision === 'accepted' && rescheduleProblem(commitment, proposal.to_due_on, today(ctx))
    if (problem) throw new Conflict(problem)

    await ctx.db
      .updateTable('reschedules')
      .set({ state: decision, decided_by: ctx.viewer.id, decided_at: ctx.now.toISOString(), decision_note: note })
      .where('id', '=', proposal.id)
      .execute()
    if (decision === 'accepted') return moveDue(ctx, commitment, proposal, proposal.id)
    await change(ctx, commitment, {
      update: { kind: 'rescheduled', text: `No se aceptó. ${tellShift(commitment.due_on, proposal.to_due_on)}${note ? `: ${note}` : ''}` },
      action: 'reschedule.refused',
      detail: { ...shiftOf(commitment.due_on, proposal.to_due_on), reason: note },
      beside: { reschedule_id: proposal.id },
    })
  })
}
