import { record } from '#app/domain/activity/commands.server.ts'
import { addEvidence, tellEvidence, type NewEvidence } from '#app/domain/evidence/commands.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canAccept, canDeclare } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import { declaredStates, type Answer } from '../terms.ts'
import { addUpdate, change, refuseClosed, subjectsOf } from './change.server.ts'

export type Declaration = { declared_state: Answer; text: string | null; evidence: readonly NewEvidence[] }

/**
 * What the debtor says, with what proves it. A delivery waits for verification and counts for nothing until then;
 * delivered in words alone, those words are the evidence.
 */
export async function declareCommitment(ctx: Context, folioOrId: string, { declared_state, text, evidence }: Declaration) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canDeclare(ctx.viewer, commitment))
    refuseClosed(commitment)

    const words = declared_state === 'delivered' && text && evidence.length === 0
    const proof: readonly NewEvidence[] = words ? [{ kind: 'statement', note: text }] : evidence
    const evidence_ids = await addEvidence(ctx, commitment.id, proof)
    await change(ctx, commitment, {
      set: {
        declared_state,
        declared_at: ctx.now.toISOString(),
        receipt: null,
        receipt_institution_id: null,
        ...acceptanceOf(ctx, commitment, declared_state),
        evidence_state: proof.length > 0 ? 'partial' : commitment.evidence_state,
      },
      update: { kind: 'declared', declared_state, text },
      action: 'commitment.declared',
      detail: { state: declaredStates[declared_state] },
      beside: { evidence_ids },
    })
    if (proof.length === 0) return
    const told = proof.map(tellEvidence).join(', ')
    await addUpdate(ctx, commitment.id, { kind: 'evidence', text: told })
    await record(ctx, 'commitment.evidence_added', subjectsOf(commitment), { evidence: told })
  })
}

/** Whoever owes accepts by saying so, and by saying how far they are; what the coordination writes for them accepts nothing. */
function acceptanceOf(ctx: Context, commitment: Commitment, declared_state: Answer) {
  if (commitment.accepted_on || declared_state === 'not_ours' || !canAccept(ctx.viewer, commitment)) return {}
  return { accepted_on: today(ctx), accepted_way: 'page' as const, accepted_position_id: ctx.viewer.access?.position_id ?? null, accepted_user_id: ctx.viewer.id }
}
