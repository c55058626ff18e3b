import { joinNetwork } from '#app/domain/institutions/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Incorporar a la red», one click. */
export const action = signedIn(writers, async (ctx, { params }) => {
  await joinNetwork(ctx, params.id!)
  return redirectWithNotice(`/instituciones/${params.id}`, 'Incorporada a la red.')
})
