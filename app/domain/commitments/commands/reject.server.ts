import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canVerify } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { awaitsAnswer } from '../rules.ts'
import { change, refuseClosed } from './change.server.ts'

/** «No se da por cumplido», or «sí le corresponde»: the commitment goes back to its debtor, with the reason. */
export async function rejectCommitment(ctx: Context, folioOrId: string, { reason }: { reason: string }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canVerify(ctx.viewer))
    refuseClosed(commitment)
    if (!awaitsAnswer(commitment)) throw new Conflict('No hay una respuesta que revisar.')

    const declared_state = commitment.declared_state === 'delivered' ? 'in_progress' : 'accepted'
    await change(ctx, commitment, {
      set: { declared_state },
      update: { kind: 'rejected', declared_state, text: reason },
      action: 'commitment.rejected',
      detail: { reason },
    })
  })
}
