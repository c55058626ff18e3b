import { undoRelation } from '#app/domain/relations/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

export const action = signedIn(writers, async (ctx, { params }) => {
  await undoRelation(ctx, params.relation!)
  return redirectWithNotice(`/instituciones/${params.id}?seccion=red`, 'Hecho: la red quedó como antes.')
})
