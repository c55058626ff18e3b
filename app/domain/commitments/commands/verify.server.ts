import { addEvidence } from '#app/domain/evidence/commands.server.ts'
import { hasEvidence } from '#app/domain/evidence/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canVerify } from '../policy.ts'
import { findCommitment } from '../queries.server.ts'
import { change, refuseClosed } from './change.server.ts'

/** «Se da por cumplido»: the evidence is good, and the commitment is closed. Without evidence, the note is it. */
export async function verifyCommitment(ctx: Context, folioOrId: string, { note }: { note: string | null }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canVerify(ctx.viewer))
    refuseClosed(commitment)
    if (commitment.declared_state !== 'delivered') throw new Conflict('Todavía no se ha declarado cumplido: no hay qué verificar.')
    const proven = await hasEvidence(ctx, commitment.id)
    if (!proven && !note) throw new Conflict('No hay evidencia: escriba cómo se comprobó.')
    const evidence_ids = await addEvidence(ctx, commitment.id, proven || !note ? [] : [{ kind: 'statement', note }])

    await change(ctx, commitment, {
      set: { evidence_state: 'verified', verified_at: ctx.now.toISOString(), closed_on: today(ctx) },
      update: { kind: 'verified', text: note },
      action: 'commitment.verified',
      beside: { evidence_ids },
    })
  })
}
