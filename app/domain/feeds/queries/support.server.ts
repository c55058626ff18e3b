import { listEntries } from '#app/domain/calendar/queries.server.ts'
import type { Context, Viewer } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'

import { findServed, visibleFeeds } from '../queries.server.ts'
import { windowOf } from '../rules.ts'

/** What support may know of a link: everything but its secret. */
const described = (ctx: Context) =>
  visibleFeeds(ctx)
    .select(['owner.email as owner_email', 'owner.role as owner_role', 'owner.institution_id as owner_institution_id'])
    .select(['owner.disabled_at as owner_disabled_at'])

type Row = Awaited<ReturnType<ReturnType<typeof described>['executeTakeFirstOrThrow']>>
export type DescribedFeed = Row & { state: 'live' | 'revoked' | 'expired' | 'disabled' }

/** Every link the viewer may see, the latest first; of one account when `email` is given. One query. */
export async function listDescribedFeeds(ctx: Context, email?: string): Promise<DescribedFeed[]> {
  const rows = await described(ctx)
    .$if(email !== undefined, (query) => query.where('owner.email', '=', email!))
    .orderBy('calendar_feeds.created_at', 'desc')
    .orderBy('calendar_feeds.id')
    .execute()
  return rows.map((row) => ({ ...row, state: stateOf(row, ctx.now) }))
}

export async function findDescribedFeed(ctx: Context, id: string) {
  const row = await described(ctx).where('calendar_feeds.id', '=', id).executeTakeFirst()
  return row && { ...row, state: stateOf(row, ctx.now), served: (await findServed(ctx, id)) ?? null }
}

/** Why an address answers or not, in the order in which it is asked. */
function stateOf({ revoked_at, owner_disabled_at, expires_at }: Row, now: Date): DescribedFeed['state'] {
  if (revoked_at) return 'revoked'
  if (owner_disabled_at) return 'disabled'
  return expires_at <= now.toISOString() ? 'expired' : 'live'
}

/** Whose eyes a link looks through. */
export const viewerOf = (feed: Row): Viewer => ({
  id: feed.user_id,
  name: feed.owner_name,
  email: feed.owner_email,
  role: feed.owner_role,
  institution_id: feed.owner_institution_id,
  zone: 'America/Santiago',
})

/** The entries that a link would serve now. */
export function listFeedEntries(ctx: Context, feed: Row) {
  const viewer = viewerOf(feed)
  const { filter, detail, include_due } = feed
  const asked = { detail, include_due: include_due === 1, ...windowOf(todayIn(viewer.zone, ctx.now)) }
  return listEntries({ ...ctx, viewer }, new URLSearchParams(filter), asked)
}
