import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { FeedInput } from './forms.server.ts'
import { canExtendFeed, canRevokeFeed } from './policy.ts'
import { countLiveFeeds, visibleFeeds } from './queries.server.ts'
import { expiryFrom } from './rules.ts'

const MOST = 20

/**
 * Makes a subscription link. `shownOnce` is the only time its secret exists outside the link: only a hash is kept. It
 * is null when the same form had made the link already.
 */
export async function createFeed(ctx: Context, { name, detail, include_due, filter, operation_id }: FeedInput) {
  const { id, hash, shownOnce } = newToken()
  return atomically(ctx, async (ctx) => {
    const made = await once(ctx, operation_id, async () => {
      if ((await countLiveFeeds(ctx)) >= MOST) throw new Conflict(`Ya tiene ${MOST} enlaces vigentes. Revoque uno que no use.`)
      await ctx.db
        .insertInto('calendar_feeds')
        .values({
          id,
          user_id: ctx.viewer.id,
          secret_hash: hash,
          name,
          filter,
          detail,
          include_due: include_due ? 1 : 0,
          created_at: ctx.now.toISOString(),
          expires_at: expiryFrom(ctx.now),
        })
        .execute()
      await record(ctx, 'feed.created', { type: 'feed', id }, { name })
      return id
    })
    return { id: made, shownOnce: made === id ? shownOnce : null }
  })
}

/** Another year from today, also for a link that had expired: the address stays the same. Answers which one it was. */
export async function extendFeed(ctx: Context, id: string): Promise<{ name: string; expires_at: string }> {
  return atomically(ctx, async (ctx) => {
    const feed = found(await visibleFeeds(ctx).where('calendar_feeds.id', '=', id).executeTakeFirst())
    permit(canExtendFeed(ctx.viewer, feed))
    if (feed.revoked_at) throw new Conflict('Ese enlace está revocado: cree otro.')

    const expires_at = expiryFrom(ctx.now)
    await ctx.db.updateTable('calendar_feeds').set({ expires_at, expiry_warned_at: null }).where('id', '=', id).execute()
    await record(ctx, 'feed.extended', { type: 'feed', id }, { name: feed.name, to: expires_at.slice(0, 10) })
    return { name: feed.name, expires_at }
  })
}

/** The link stops working at once, for ever. Answers which one it was. */
export async function revokeFeed(ctx: Context, id: string): Promise<{ name: string }> {
  return atomically(ctx, async (ctx) => {
    const feed = found(await visibleFeeds(ctx).where('calendar_feeds.id', '=', id).executeTakeFirst())
    permit(canRevokeFeed(ctx.viewer, feed))
    if (feed.revoked_at) return { name: feed.name }

    await ctx.db.updateTable('calendar_feeds').set({ revoked_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    await ctx.db.deleteFrom('feed_versions').where('feed_id', '=', id).execute()
    await record(ctx, 'feed.revoked', { type: 'feed', id }, { name: feed.name })
    return { name: feed.name }
  })
}
