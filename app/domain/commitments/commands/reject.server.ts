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

    const undelivered = commitment.accepted_on ? 'accepted' : 'proposed'
    const declared_state = commitment.declared_state === 'delivered' ? 'in_progress' : undelivered
    await change(ctx, commitment, {
      set: { declared_state, receipt: null, receipt_institution_id: null },
      update: { kind: 'rejected', declared_state, text: reason },
      action: 'commitment.rejected',
      detail: { reason },
    })
  })
}
