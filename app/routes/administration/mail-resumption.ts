import { redirect } from '@remix-run/node'

import { resumeMail } from '#app/domain/outbox/commands/manage.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees what leaves. */
export const loader = signedIn(admins, async () => redirect('/administracion/envios'))

export const action = signedIn(admins, async (ctx) => {
  await resumeMail(ctx)
  return redirectWithNotice('/administracion/envios', 'Los envíos siguen.')
})
