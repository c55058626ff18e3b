import { redirect } from '@remix-run/node'

import { signOutEverywhere } from '#app/domain/users/commands/sessions.server.ts'
import { accountPath } from '#app/domain/users/rules.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { endSession } from '#app/lib/session.server.ts'

/** Leaving is only by POST: whoever comes by address sees which sessions there are. */
export const loader = signedIn(everyone, async (ctx) => redirect(accountPath(ctx.viewer.role)))

export const action = signedIn(everyone, async (ctx, { request }) => {
  await signOutEverywhere(ctx)
  return redirect(ctx.viewer.access ? '/acceso' : '/entrar', { headers: { 'Set-Cookie': await endSession(ctx.db, request) } })
})
