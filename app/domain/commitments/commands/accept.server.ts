import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canRecordAcceptance } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { acceptanceProblem } from '../rules/acceptance.ts'
import { acceptanceWays, type AcceptanceWay } from '../terms.ts'
import { change, refuseClosed } from './change.server.ts'
import { refuseForeignPosition } from './check.server.ts'

export type Acceptance = { accepted_on: string; accepted_way: AcceptanceWay; accepted_position_id: string | null }

/** Whoever owes accepted it elsewhere, and the coordination writes down who, when and how. What was declared later stays. */
export async function recordAcceptance(ctx: Context, folioOrId: string, { accepted_on, accepted_way, accepted_position_id }: Acceptance) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canRecordAcceptance(ctx.viewer))
    refuseClosed(commitment)
    const problem = acceptanceProblem(accepted_on, today(ctx))
    if (problem) throw new Conflict(problem)
    await refuseForeignPosition(ctx, { debtor_id: commitment.debtor_id, responsible_position_id: accepted_position_id })

    const proposed = commitment.declared_state === 'proposed'
    const by = await titleOf(ctx, accepted_position_id)
    const how = [acceptanceWays[accepted_way], by].filter(Boolean).join(', ')
    await change(ctx, commitment, {
      set: {
        accepted_on, accepted_way, accepted_position_id, accepted_user_id: ctx.viewer.id,
        ...(proposed ? { declared_state: 'accepted' as const, declared_at: ctx.now.toISOString() } : {}),
      },
      update: { kind: 'declared', declared_state: 'accepted', text: `El ${formatDay(accepted_on)}. ${how}.` },
      action: 'commitment.accepted',
      detail: { by: how },
    })
  })
}

async function titleOf({ db }: Context, position_id: string | null) {
  if (!position_id) return null
  return (await db.selectFrom('positions').select('title').where('id', '=', position_id).executeTakeFirstOrThrow()).title
}
