import { discardAmendment } from '#app/domain/minutes/commands/amend.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Gives up a correction that was not closed. */
export const action = signedIn(writers, async (ctx, { params }) => {
  await discardAmendment(ctx, params.folio!)
  return redirectWithNotice(`/reuniones/${params.folio}?seccion=acta`, 'Corrección descartada: sigue vigente la versión anterior.')
})
