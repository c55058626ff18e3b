import { leaveNetwork } from '#app/domain/institutions/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Deshacer» of «Incorporar a la red». */
export const action = signedIn(writers, async (ctx, { params }) => {
  await leaveNetwork(ctx, params.id!)
  return redirectWithNotice(`/instituciones/${params.id}`, 'Queda fuera de la red, como antes.')
})
