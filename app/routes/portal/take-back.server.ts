import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { findUndoable } from '#app/domain/commitments/queries/undoable.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { undoAddress } from '../commitments/undoing.server.ts'

/** Where the viewer takes back what they said of it last; null when there is nothing of theirs to take back. */
export async function takeBackAddress(ctx: Context, folio: string): Promise<string | null> {
  const commitment = await findCommitment(ctx, folio)
  const said = commitment && (await findUndoable(ctx, commitment))
  return said ? undoAddress(said) : null
}
