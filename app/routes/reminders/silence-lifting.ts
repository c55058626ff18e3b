import { redirect } from '@remix-run/node'

import { liftSilence } from '#app/domain/reminders/commands/silence.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees the list. */
export const loader = signedIn(writers, async () => redirect('/administracion/recordatorios'))

export const action = signedIn(writers, async (ctx, { params }) => {
  await liftSilence(ctx, params.id!)
  return redirectWithNotice('/administracion/recordatorios', 'Se le volverá a escribir.')
})
