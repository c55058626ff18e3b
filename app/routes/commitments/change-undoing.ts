import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone, network } from '#app/lib/roles.ts'

/** «Deshacer» of one act on a commitment: another act that writes again what it wrote over. */
export const action = signedIn(everyone, async (ctx, { params }) => {
  const { folio } = await undoUpdate(ctx, params.id!)
  const record = network.some((role) => role === ctx.viewer.role) ? `/compromisos/${folio}` : `/m/compromisos/${folio}`
  return redirectWithNotice(record, 'Se deshizo: quedó como estaba.')
})
