import { redirect } from '@remix-run/node'

import { closeOwnSession } from '#app/domain/users/commands/sessions.server.ts'
import { accountPath } from '#app/domain/users/rules.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address sees which sessions there are. */
export const loader = signedIn(everyone, async (ctx) => redirect(accountPath(ctx.viewer.role)))

export const action = signedIn(everyone, async (ctx, { params }) => {
  await closeOwnSession(ctx, params.clave ?? '')
  return redirectWithNotice(accountPath(ctx.viewer.role), 'Sesión cerrada en ese equipo.')
})
