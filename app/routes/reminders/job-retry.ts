import { redirect } from '@remix-run/node'

import { retryJob } from '#app/domain/jobs/commands/retry.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees the list. */
export const loader = signedIn(admins, async () => redirect('/administracion/recordatorios'))

export const action = signedIn(admins, async (ctx, { params }) => {
  await retryJob(ctx, params.id!)
  return redirectWithNotice('/administracion/recordatorios', 'Se intentará otra vez.')
})
