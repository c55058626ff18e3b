import { createHash } from 'node:crypto'

import { renderCalendar } from '#app/domain/calendar/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays, addMonths, todayIn } from '#app/lib/dates.ts'
import { etagOf } from '#app/lib/ics-http.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findAgendaRevision, findLiveFeed, type LiveFeed } from '../queries.server.ts'

type World = Pick<Context, 'db' | 'now'>

export type Served =
  | { kind: 'calendar'; body: string; etag: string; changed_at: string }
  | { kind: 'unknown' }
  /** `retry_after` in seconds. */
  | { kind: 'too_many'; retry_after: number }

/** Raise it when the text of an entry changes without its data changing. */
const RENDERER = 1
const DAYS_BACK = 90
const MONTHS_AHEAD = 18
const LIMIT = 120
const LIMIT_SECONDS = 600
const SECOND = 1000

/**
 * What a calendar program gets at a feed's address. Nothing is rendered while the key stands: the agenda, the owner's
 * permissions, the filter, the renderer and the day of the window. The date of change never goes back.
 */
export async function serveFeed(world: World, token: { id: string; secret: string }, agent: string | null): Promise<Served> {
  const feed = await findLiveFeed(world, token)
  if (!feed) return { kind: 'unknown' }

  const wait = await countFetch(world, feed, agent)
  if (wait) return { kind: 'too_many', retry_after: wait }

  const today = todayIn('America/Santiago', world.now)
  const key = keyOf(feed, await findAgendaRevision(world), today)
  if (feed.served?.key === key) return { kind: 'calendar', ...feed.served }
  return { kind: 'calendar', ...(await renderVersion(world, feed, key, today)) }
}

function keyOf({ viewer, filter, detail, include_due, name }: LiveFeed, revision: number, today: string) {
  const parts = [RENDERER, revision, viewer.role, viewer.institution_id, name, filter, detail, include_due, today]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

async function renderVersion({ db, now }: World, feed: LiveFeed, key: string, today: string) {
  const { viewer, served } = feed
  const body = await renderCalendar({ db, viewer, now }, new URLSearchParams(feed.filter), {
    name: feed.name,
    detail: feed.detail,
    include_due: feed.include_due,
    from: addDays(today, -DAYS_BACK),
    until: addMonths(today, MONTHS_AHEAD),
  })
  const etag = etagOf(body)
  const later = served ? Math.max(now.getTime(), Date.parse(served.changed_at) + SECOND) : now.getTime()
  const changed_at = served?.etag === etag ? served.changed_at : new Date(later).toISOString()
  const version = { key, body, etag, changed_at }
  await db
    .insertInto('feed_versions')
    .values({ feed_id: feed.id, ...version })
    .onConflict((conflict) => conflict.column('feed_id').doUpdateSet(version))
    .execute()
  return version
}

/** Counts this fetch in its window of ten minutes; the seconds to wait when there were too many. */
async function countFetch({ db, now }: World, feed: LiveFeed, agent: string | null) {
  const window = Math.floor(now.getTime() / (LIMIT_SECONDS * SECOND)) * LIMIT_SECONDS
  const window_at = new Date(window * SECOND).toISOString()
  return atomically({ db, viewer: feed.viewer, now }, async (ctx) => {
    const { count } = await ctx.db
      .insertInto('feed_fetches')
      .values({ feed_id: feed.id, window_at, count: 1 })
      .onConflict((conflict) =>
        conflict.columns(['feed_id', 'window_at']).doUpdateSet((eb) => ({ count: eb('feed_fetches.count', '+', 1) })),
      )
      .returning('count')
      .executeTakeFirstOrThrow()
    if (count === 1) {
      await ctx.db.deleteFrom('feed_fetches').where('feed_id', '=', feed.id).where('window_at', '<', window_at).execute()
      await ctx.db
        .updateTable('calendar_feeds')
        .set({ last_fetched_at: now.toISOString(), last_agent: agent?.slice(0, 120) ?? null })
        .where('id', '=', feed.id)
        .execute()
    }
    return count > LIMIT ? window + LIMIT_SECONDS - Math.floor(now.getTime() / SECOND) : 0
  })
}
