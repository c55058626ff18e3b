import type { Invitation } from '#app/domain/users/commands/invite.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'

/** What an administrator hands over: the address, and until when it works. */
export const linkOf = (ctx: Context, { token, expires_at }: Invitation) => ({
  url: `${baseUrl()}/invitacion/${token}`,
  until: formatInstant(expires_at, ctx.viewer.zone),
})
