import { undoStep } from '#app/domain/connection-requests/commands/undo.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Deshacer» of the last step: another that writes again what it wrote over. */
export const action = signedIn(writers, async (ctx, { params }) => {
  const { folio } = found(await findRequest(ctx, params.folio!))
  await undoStep(ctx, folio)
  return redirectWithNotice(`/solicitudes/${folio}`, 'Se deshizo: quedó como estaba.')
})
