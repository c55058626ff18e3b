import { redirect } from '@remix-run/node'

import { resumeReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees the ladder. */
export const loader = signedIn(writers, async (_ctx, { params }) => redirect(`/compromisos/${encodeURIComponent(params.folio!)}/avisos`))

export const action = signedIn(writers, async (ctx, { params }) => {
  await resumeReminders(ctx, params.folio!)
  return redirectWithNotice(`/compromisos/${params.folio}/avisos`, 'Recordatorios reanudados.')
})
