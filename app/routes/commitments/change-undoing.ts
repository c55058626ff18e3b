import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { anybody, ofNetwork } from '#app/lib/roles.ts'

/** «Deshacer» of one act on a commitment: another act that writes again what it wrote over. */
export const action = signedIn(anybody, async (ctx, { params }) => {
  const { folio } = await undoUpdate(ctx, params.id!)
  const record = ofNetwork(ctx.viewer.role) ? `/compromisos/${folio}` : `/m/compromisos/${folio}`
  return redirectWithNotice(record, 'Se deshizo: quedó como estaba.')
})
