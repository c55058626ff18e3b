import { redirect } from '@remix-run/node'

import { revokeAccess } from '#app/domain/access/commands/revoke.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'

/** Only by POST: whoever comes by address sees which links there are. */
export const loader = signedIn(writers, async (_, { params }) => redirect(`/cargos/${encodeURIComponent(params.id!)}/acceso`))

export const action = signedIn(writers, async (ctx, { params }) => {
  const count = await revokeAccess(ctx, params.id!, params.link === 'todos' ? 'all' : params.link!)
  const told = count === 1 ? 'Enlace revocado: dejó de servir, también en los equipos que abrió.' : `${plural(count, 'enlace revocado', 'enlaces revocados')}: dejaron de servir, también en los equipos que abrieron.`
  return redirectWithNotice(`/cargos/${params.id}/acceso`, told)
})
