import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findCommitment } from '../queries.server.ts'
import { moveTo } from '../rules/stages.ts'
import type { Stage } from '../terms.ts'
import { declareCommitment } from './declare.server.ts'
import { verifyCommitment } from './verify.server.ts'

/** Brings it to a column of the board by the acts that lead there; a column that asks for more refuses it. */
export async function moveCommitment(ctx: Context, folioOrId: string, stage: Stage) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    const move = moveTo(commitment, stage)
    if (!move.ok) throw new Conflict(move.problem)

    if (move.declare) await declareCommitment(ctx, commitment.id, { declared_state: move.declare, text: null, evidence: [] })
    if (move.verify) await verifyCommitment(ctx, commitment.id, { note: null })
  })
}
