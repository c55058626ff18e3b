import { addEvidence } from '#app/domain/evidence/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canReceive } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import type { Receipt } from '../terms.ts'
import { change, refuseClosed } from './change.server.ts'

/**
 * Whoever receives it says whether what was declared delivered arrived. Nothing is closed by it: their word is evidence,
 * and the coordination verifies.
 */
export async function answerReceipt(ctx: Context, folioOrId: string, { receipt, note }: { receipt: Receipt; note: string | null }) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canReceive(ctx.viewer, commitment))
    refuseClosed(commitment)
    if (commitment.declared_state !== 'delivered') throw new Conflict('Quien debe todavía no informa que lo entregó.')
    const received = receipt === 'received'
    if (!received && !note) throw new Conflict('Cuente qué falta o qué no llegó.')

    const { institution_id: receipt_institution_id, name } = receiverOf(ctx, commitment)
    const words = `${name} confirma que se recibió${note ? `: ${note}` : '.'}`
    const evidence_ids = await addEvidence(ctx, commitment.id, received ? [{ kind: 'statement', note: words }] : [])
    await change(ctx, commitment, {
      set: { receipt, receipt_institution_id, ...(received && commitment.evidence_state === 'none' ? { evidence_state: 'partial' as const } : {}) },
      update: { kind: receipt, text: received ? words : `${name}: ${note}` },
      action: `commitment.${receipt}`,
      detail: { reason: note },
      beside: { evidence_ids },
    })
  })
}

const receiverOf = ({ viewer }: Context, { beneficiaries }: Commitment) =>
  found(beneficiaries.find(({ institution_id }) => institution_id === viewer.institution_id))
