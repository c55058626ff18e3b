import { undoStep } from '#app/domain/connection-requests/commands/undo.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Deshacer» of a step, `?paso=…`: another that writes again what it wrote over. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { folio } = found(await findRequest(ctx, params.folio!))
  await undoStep(ctx, folio, new URL(request.url).searchParams.get('paso') ?? '')
  return redirectWithNotice(`/solicitudes/${folio}`, 'Se deshizo: quedó como estaba.')
})
