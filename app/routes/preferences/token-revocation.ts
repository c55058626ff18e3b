import { redirect } from '@remix-run/node'

import { revokeToken } from '#app/domain/api-tokens/commands.server.ts'
import { accountPath } from '#app/domain/users/rules.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address sees which keys there are. */
export const loader = signedIn(everyone, async ({ viewer }) => redirect(ownPath(viewer)))

export const action = signedIn(everyone, async (ctx, { params }) => {
  const { name, user_id } = await revokeToken(ctx, params.clave ?? '')
  const back = user_id === ctx.viewer.id ? ownPath(ctx.viewer) : `/administracion/usuarios/${user_id}`
  return redirectWithNotice(back, `La clave «${name}» ya no funciona.`)
})

const ownPath = ({ role, access }: Viewer) => (access ? accountPath(role) : `${accountPath(role)}/programas`)
