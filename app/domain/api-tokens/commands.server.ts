import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, Forbidden, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { TokenInput } from './forms.server.ts'
import { canCreateToken, canGrantScope, canRevokeToken } from './policy.ts'
import { countLiveTokens, visibleTokens, type LiveToken } from './queries.server.ts'
import { expiryIn } from './rules.ts'
import { tokenScopes, type TokenScope } from './terms.ts'

const MOST = 20
const NOTED_EVERY = 600_000

/**
 * Makes a key for a program. `shownOnce` is the only time its secret exists outside the program: only a hash is kept.
 * It is null when the same form had made the key already.
 */
export async function createToken(ctx: Context, { name, scopes, months, operation_id }: TokenInput) {
  permit(canCreateToken(ctx.viewer))
  if (!scopes.every((scope) => canGrantScope(ctx.viewer, scope))) throw new Forbidden('Su perfil no lee RUT, correos ni teléfonos en conjunto.')
  const { id, hash, shownOnce } = newToken()
  return atomically(ctx, async (ctx) => {
    const made = await once(ctx, operation_id, async () => {
      if ((await countLiveTokens(ctx)) >= MOST) throw new Conflict(`Ya tiene ${MOST} claves vigentes. Revoque una que no use.`)
      const expires_at = expiryIn(months, ctx.now)
      await ctx.db
        .insertInto('api_tokens')
        .values({
          id,
          user_id: ctx.viewer.id,
          name,
          secret_hash: hash,
          scopes: inOrder(scopes).join(' '),
          created_at: ctx.now.toISOString(),
          expires_at,
        })
        .execute()
      await record(ctx, 'api_token.created', { type: 'user', id: ctx.viewer.id }, {
        name, scopes: inOrder(scopes).map((scope) => tokenScopes[scope]).join(', '), until: formatDay(todayIn(ctx.viewer.zone, new Date(expires_at))),
      })
      return id
    })
    return { id: made, shownOnce: made === id ? shownOnce : null }
  })
}

/** The key stops working at once, for ever. Answers which one it was, and whose. */
export async function revokeToken(ctx: Context, id: string): Promise<{ name: string; user_id: string }> {
  return atomically(ctx, async (ctx) => {
    const token = found(await visibleTokens(ctx).where('api_tokens.id', '=', id).executeTakeFirst())
    permit(canRevokeToken(ctx.viewer, token))
    const { name, user_id } = token
    if (token.revoked_at) return { name, user_id }

    await ctx.db.updateTable('api_tokens').set({ revoked_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    await record(ctx, 'api_token.revoked', { type: 'user', id: user_id }, { name })
    return { name, user_id }
  })
}

/** The last use is written down once in ten minutes: asking changes nothing else. */
export async function noteUse({ db, now }: Pick<Context, 'db' | 'now'>, { id, viewer, last_used_at }: LiveToken, agent: string | null) {
  if (last_used_at && now.getTime() - Date.parse(last_used_at) < NOTED_EVERY) return
  await atomically({ db, viewer, now }, async (ctx) => {
    await ctx.db
      .updateTable('api_tokens')
      .set({ last_used_at: now.toISOString(), last_agent: agent?.slice(0, 120) ?? null })
      .where('id', '=', id)
      .execute()
  })
}

const inOrder = (scopes: TokenScope[]) => (Object.keys(tokenScopes) as TokenScope[]).filter((scope) => scopes.includes(scope))
