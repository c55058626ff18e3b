import { today, type Context } from '#app/lib/context.server.ts'

import { visibleCommitments } from '../queries.server.ts'

/** How many open commitments that the viewer follows up are past their day and still with the debtor. */
export async function countMyOverdue(ctx: Context): Promise<number> {
  const { total } = await visibleCommitments(ctx)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('commitments.follow_up_user_id', '=', ctx.viewer.id)
    .where('commitments.due_on', '<', today(ctx))
    .where('commitments.closed_on', 'is', null)
    .where('commitments.declared_state', 'in', ['proposed', 'accepted', 'in_progress'])
    .executeTakeFirstOrThrow()
  return Number(total)
}
