import { today, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canDrop } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { change, refuseClosed } from './change.server.ts'

/** «Sin efecto»: it is closed and stays visible, with the reason. */
export async function dropCommitment(ctx: Context, folioOrId: string, { reason }: { reason: string }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canDrop(ctx.viewer))
    refuseClosed(commitment)

    await change(ctx, commitment, {
      set: { declared_state: 'dropped', drop_reason: reason, closed_on: today(ctx) },
      update: { kind: 'declared', declared_state: 'dropped', text: reason },
      action: 'commitment.dropped',
      detail: { reason },
    })
  })
}
