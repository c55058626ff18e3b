import { hasEvidence } from '#app/domain/evidence/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canReopen } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { isOpen } from '../rules.ts'
import { change } from './change.server.ts'

/** The only way back from closed; what had been verified or left without effect stays in the history. */
export async function reopenCommitment(ctx: Context, folioOrId: string, { reason }: { reason: string }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canReopen(ctx.viewer))
    if (isOpen(commitment)) throw new Conflict('Este compromiso ya está abierto.')

    await change(ctx, commitment, {
      set: {
        declared_state: 'in_progress',
        evidence_state: (await hasEvidence(ctx, commitment.id)) ? 'partial' : 'none',
        verified_at: null,
        closed_on: null,
        drop_reason: null,
        receipt: null,
        receipt_institution_id: null,
      },
      update: { kind: 'reopened', declared_state: 'in_progress', text: reason },
      action: 'commitment.reopened',
      detail: { reason },
    })
  })
}
