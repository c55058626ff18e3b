import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canProposeReschedule, canReschedule } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import { findProposal } from '../queries/history.server.ts'
import { rescheduleProblem } from '../rules.ts'
import { change, refuseClosed } from './change.server.ts'

export type Reschedule = { to_due_on: string; reason: string }

/** A new date with its reason: at once when the coordination gives it, waiting for an answer when the debtor asks. */
export async function rescheduleCommitment(ctx: Context, folioOrId: string, input: Reschedule): Promise<'accepted' | 'proposed'> {
  return atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    const atOnce = canReschedule(ctx.viewer)
    permit(atOnce || canProposeReschedule(ctx.viewer, commitment))
    refuseClosed(commitment)
    const problem = rescheduleProblem(commitment, input.to_due_on, today(ctx))
    if (problem) throw new Conflict(problem)

    const pending = await findProposal(ctx, commitment.id)
    if (!atOnce) {
      if (pending) throw new Conflict(`Ya se pidió el ${formatDay(pending.to_due_on)} y falta la respuesta.`)
      await propose(ctx, commitment, input)
      return 'proposed'
    }
    if (pending) await answerOtherwise(ctx, pending.id, input.to_due_on)
    await addReschedule(ctx, commitment, input, 'accepted')
    await moveDue(ctx, commitment, input, pending?.id)
    return 'accepted'
  })
}

/**
 * Writes the date. The first one a commitment ever has is its baseline; the rule that gave the first one stays told.
 * `reschedule_id` is of the request that it answers, if any.
 */
export async function moveDue(ctx: Context, commitment: Commitment, { to_due_on, reason }: Reschedule, reschedule_id?: string) {
  await change(ctx, commitment, {
    set: {
      due_on: to_due_on,
      ...(commitment.baseline_due_on === null ? { baseline_due_on: to_due_on } : {}),
      ...(commitment.due_rule === 'none' ? { due_rule: 'date' as const } : {}),
    },
    update: { kind: 'rescheduled', text: `${tellShift(commitment.due_on, to_due_on)}: ${reason}` },
    action: 'reschedule.accepted',
    detail: { ...shiftOf(commitment.due_on, to_due_on), reason },
    beside: { reschedule_id },
  })
}

/** `from` and `to` of the sentence in the activity. */
export const shiftOf = (from: string | null, to: string) => ({ from: from && formatDay(from), to: formatDay(to) })

export const tellShift = (from: string | null, to: string) => (from ? `Del ${formatDay(from)} al ${formatDay(to)}` : `Al ${formatDay(to)}`)

async function propose(ctx: Context, commitment: Commitment, input: Reschedule) {
  const reschedule_id = await addReschedule(ctx, commitment, input, 'proposed')
  await change(ctx, commitment, {
    update: {
      kind: 'rescheduled',
      text: `Se pidió mover el plazo. ${tellShift(commitment.due_on, input.to_due_on)}: ${input.reason}`,
    },
    action: 'reschedule.proposed',
    detail: { ...shiftOf(commitment.due_on, input.to_due_on), reason: input.reason },
    beside: { reschedule_id },
  })
}

export async function addReschedule(ctx: Context, { id, due_on }: Commitment, { to_due_on, reason }: Reschedule, state: 'accepted' | 'proposed') {
  const at = ctx.now.toISOString()
  const reschedule_id = newId(ctx.now.getTime())
  await ctx.db
    .insertInto('reschedules')
    .values({
      id: reschedule_id,
      commitment_id: id,
      from_due_on: due_on,
      to_due_on,
      reason,
      state,
      proposed_by: ctx.viewer.id,
      proposed_at: at,
      ...(state === 'accepted' ? { decided_by: ctx.viewer.id, decided_at: at } : {}),
    })
    .execute()
  return reschedule_id
}

async function answerOtherwise({ db, viewer, now }: Context, id: string, to_due_on: string) {
  await db
    .updateTable('reschedules')
    .set({
      state: 'refused', decided_by: viewer.id, decided_at: now.toISOString(), decision_note: `Se fijó otra fecha: ${formatDay(to_due_on)}.`,
    })
    .where('id', '=', id)
    .execute()
}
