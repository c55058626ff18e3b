import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canReassign } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { change, refuseClosed } from './change.server.ts'
import { refuseForeignPosition, refuseStrangers } from './check.server.ts'

export type Reassignment = { responsible_position_id: string | null; follow_up_user_id: string; note: string | null }

/** Another position answers for it inside the debtor, or another person of the network follows it up. */
export async function reassignCommitment(ctx: Context, folioOrId: string, input: Reassignment) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canReassign(ctx.viewer))
    refuseClosed(commitment)
    const { responsible_position_id, follow_up_user_id, note } = input
    await refuseStrangers(ctx, { debtor_id: commitment.debtor_id, beneficiary_ids: [], follow_up_user_id })
    await refuseForeignPosition(ctx, { debtor_id: commitment.debtor_id, responsible_position_id })

    await change(ctx, commitment, { set: { responsible_position_id, follow_up_user_id }, ...(await tell(ctx, commitment, input, note)) })
  })
}

async function tell({ db }: Context, before: { responsible_position_id: string | null; follow_up_user_id: string }, input: Reassignment, note: string | null) {
  const position = input.responsible_position_id
    ? found(await db.selectFrom('positions').select('title').where('id', '=', input.responsible_position_id).executeTakeFirst()).title
    : 'sin cargo responsable'
  const user = found(await db.selectFrom('users').select('name').where('id', '=', input.follow_up_user_id).executeTakeFirst()).name
  const told = [
    ...(input.responsible_position_id === before.responsible_position_id ? [] : [`Responde: ${position}`]),
    ...(input.follow_up_user_id === before.follow_up_user_id ? [] : [`Sigue: ${user}`]),
  ]
  const text = told.join(' · ') || 'Sin cambios'
  return {
    update: { kind: 'reassigned' as const, text: note ? `${text}. ${note}` : text },
    action: 'commitment.reassigned' as const,
    detail: { to: text },
  }
}
