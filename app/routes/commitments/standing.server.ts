import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { partsText, waitOf } from '#app/domain/commitments/rules/dependencies.ts'
import { receiptOf } from '#app/domain/commitments/rules/receipt.ts'
import { today, type Context } from '#app/lib/context.server.ts'

export type Standing = ReturnType<typeof standingOf>

/** What a commitment depends on, what depends on it, and what whoever receives it says: the lines beside its badge. */
export const standingOf = (ctx: Context, commitment: Commitment) => ({
  wait: waitOf(commitment, today(ctx)),
  part_of: commitment.parent_folio,
  parts: partsText(commitment),
  receipt: receiptOf(commitment),
})
