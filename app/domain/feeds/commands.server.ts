import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { newToken } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { FeedInput } from './forms.server.ts'
import { canRevokeFeed } from './policy.ts'
import { visibleFeeds } from './queries.server.ts'

const LIFE_MONTHS = 12

/** Makes a subscription link. `shownOnce` is the only time its secret exists outside the link: only a hash is kept. */
export async function createFeed(ctx: Context, { name, detail, include_due, filter }: FeedInput) {
  const { id, hash, shownOnce } = newToken()
  const expires = new Date(ctx.now)
  expires.setUTCMonth(expires.getUTCMonth() + LIFE_MONTHS)
  await atomically(ctx, async (ctx) => {
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
        expires_at: expires.toISOString(),
      })
      .execute()
    await record(ctx, 'feed.created', { type: 'feed', id }, { name })
  })
  return { id, shownOnce }
}

/** The link stops working at once, for ever. */
export async function revokeFeed(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const feed = found(await visibleFeeds(ctx).where('calendar_feeds.id', '=', id).executeTakeFirst())
    permit(canRevokeFeed(ctx.viewer, feed))
    if (feed.revoked_at) return

    await ctx.db.updateTable('calendar_feeds').set({ revoked_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    await ctx.db.deleteFrom('feed_versions').where('feed_id', '=', id).execute()
    await record(ctx, 'feed.revoked', { type: 'feed', id }, { name: feed.name })
  })
}
