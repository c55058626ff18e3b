import { joinNetwork } from '#app/domain/institutions/commands.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Incorporar a la red», one click; taken back with another, for whoever was outside. */
export const action = signedIn(writers, async (ctx, { params }) => {
  const { id, network_status } = found(await findInstitution(ctx, params.id!))
  await joinNetwork(ctx, id)
  const undo = network_status === 'external' ? `/instituciones/${id}/salida` : undefined
  return redirectWithNotice(`/instituciones/${id}`, 'Incorporada a la red.', undo)
})
