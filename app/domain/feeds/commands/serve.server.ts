import { createHash } from 'node:crypto'

import { renderCalendar } from '#app/domain/calendar/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { etagOf } from '#app/lib/ics-http.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findAgendaRevision, findLiveFeed, findServed, readServed, type LiveFeed } from '../queries.server.ts'
import { windowOf } from '../rules.ts'

type World = Pick<Context, 'db' | 'now'>

export type Served =
  /** The text is read only when the program does not have it yet: most of the time it does. */
  | { kind: 'calendar'; etag: string; changed_at: string; read: () => Promise<{ body: string; etag: string; changed_at: string }> }
  | { kind: 'unknown' }
  /** `retry_after` in seconds. */
  | { kind: 'too_many'; retry_after: number }

/** Raise it when the text of an entry changes without its data changing. */
const RENDERER = 2
const LIMIT = 120
const LIMIT_SECONDS = 600
const SECOND = 1000

/**
 * What a calendar program gets at a feed's address. Nothing is rendered while the key stands: the agenda, the owner's
 * permissions, the filter, the renderer, the site and the day of the window. The date of change never goes back.
 */
export async function serveFeed(world: World, token: { id: string; secret: string }, agent: string | null): Promise<Served> {
  const feed = await findLiveFeed(world, token)
  if (!feed) return { kind: 'unknown' }

  const wait = await countFetch(world, feed, agent)
  if (wait) return { kind: 'too_many', retry_after: wait }

  const today = todayIn(feed.viewer.zone, world.now)
  // The revision is read before the rows: a change in between renders once more, and is never missed.
  const key = keyOf(feed, await findAgendaRevision(world), today)
  const { etag, changed_at } = feed.served?.key === key ? feed.served : await renderVersion(world, feed, key, today)
  return { kind: 'calendar', etag, changed_at, read: () => readServed(world, feed.id) }
}

function keyOf({ viewer, filter, detail, include_due, name }: LiveFeed, revision: number, today: string) {
  // Another table of zones may print other hours.
  const site = [RENDERER, process.versions.tz, baseUrl()]
  const parts = [...site, revision, viewer.role, viewer.institution_id, name, filter, detail, include_due, today]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

async function renderVersion({ db, now }: World, { id, viewer, ...feed }: LiveFeed, key: string, today: string) {
  const body = await renderCalendar({ db, viewer, now }, new URLSearchParams(feed.filter), {
    name: feed.name,
    detail: feed.detail,
    include_due: feed.include_due,
    subscribed: true,
    ...windowOf(today),
  })
  const etag = etagOf(body)
  return atomically({ db, viewer, now }, async (ctx) => {
    // Somebody may have asked, and been answered, meanwhile.
    const served = await findServed(ctx, id)
    if (served?.key === key) return served
    const later = served ? Math.max(now.getTime(), Date.parse(served.changed_at) + SECOND) : now.getTime()
    const changed_at = served?.etag === etag ? served.changed_at : new Date(later).toISOString()
    const version = { key, etag, changed_at }
    await ctx.db
      .insertInto('feed_versions')
      .values({ feed_id: id, ...version, body })
      .onConflict((conflict) => conflict.column('feed_id').doUpdateSet({ ...version, body }))
      .execute()
    return version
  })
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
