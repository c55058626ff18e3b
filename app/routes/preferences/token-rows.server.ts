import { listTokens } from '#app/domain/api-tokens/queries.server.ts'
import { tokenScopes } from '#app/domain/api-tokens/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

export type TokenRow = Awaited<ReturnType<typeof tokenRows>>[number]

/** The keys of one person as a page tells them. */
export async function tokenRows(ctx: Context, user_id: string) {
  const dayOf = (instant: string) => formatDay(todayIn(ctx.viewer.zone, new Date(instant)))
  return (await listTokens(ctx, user_id)).map(({ id, name, scopes, created_at, expires_at, last_used_at, last_agent }) => ({
    id,
    name,
    reads: scopes.map((scope) => tokenScopes[scope]).join(', '),
    created: dayOf(created_at),
    expires: dayOf(expires_at),
    expired: expires_at <= ctx.now.toISOString(),
    last: last_used_at && [last_agent?.split(/[/ (]/)[0]?.slice(0, 30), formatInstant(last_used_at, ctx.viewer.zone)].filter(Boolean).join(', '),
  }))
}
