import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { findUndoable } from '#app/domain/commitments/queries/undoable.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'

export const undoAddress = (update_id: string) => `/compromisos/cambios/${update_id}/deshacer`

/** Back to the record of a commitment, saying what was just done to it, with «Deshacer» when there is a way back. */
export async function redirectWithUndo(ctx: Context, folio: string, text: string) {
  const commitment = await findCommitment(ctx, folio)
  const last = commitment && (await findUndoable(ctx, commitment))
  return redirectWithNotice(`/compromisos/${folio}`, text, last && undoAddress(last))
}
