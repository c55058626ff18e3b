import { redirect } from '@remix-run/node'

import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Begins the minutes, and the meeting with them when it was only called. */
export const action = signedIn(writers, async (ctx, { params }) => {
  await startMinutes(ctx, params.folio!)
  return redirect(`/reuniones/${params.folio}/acta`)
})
