import { redirect } from '@remix-run/node'

import { enableUser } from '#app/domain/users/commands/edit.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees the account. */
export const loader = signedIn(admins, async (_ctx, { params }) => redirect(`/administracion/usuarios/${params.id}`))

export const action = signedIn(admins, async (ctx, { params }) => {
  const id = params.id ?? ''
  const account = `/administracion/usuarios/${id}`
  await enableUser(ctx, id)
  return redirectWithNotice(account, 'Se reactivó la cuenta.', `${account}/desactivacion`)
})
