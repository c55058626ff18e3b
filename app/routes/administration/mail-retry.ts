import { redirect } from '@remix-run/node'

import { retryMail } from '#app/domain/outbox/commands/manage.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { backOf } from './mail-views.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees what leaves. */
export const loader = signedIn(admins, async () => redirect('/administracion/envios'))

export const action = signedIn(admins, async (ctx, { request, params }) => {
  await retryMail(ctx, params.id ?? '')
  return redirectWithNotice(backOf(request), 'El correo vuelve a la cola.')
})
