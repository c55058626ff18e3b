import { createHash } from 'node:crypto'

import { renderCalendar } from '#app/domain/calendar/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'
import { waitFor } from '#app/lib/rate-limit.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findLiveFeed, findServed, readServed, type LiveFeed } from '../queries.server.ts'
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
const RATE = { limit: 120, seconds: 600 }
const SECOND = 1000

/**
 * What a calendar program gets at a feed's address. Nothing is rendered while the key stands: the agenda, the owner's
 * permissions, the filter, the renderer, the site and the day of the window. The date of change never goes back.
 */
export async function serveFeed(world: World, token: { id: string; secret: string }, agent: string | null): Promise<Served> {
  const feed = await findLiveFeed(world, token)
  if (!feed) return { kind: 'unknown' }

  const wait = waitFor(`feed ${feed.id}`, RATE, world.now)
  if (wait) return { kind: 'too_many', retry_after: wait }

  await noteFetch(world, feed, agent)
  const today = todayIn(feed.viewer.zone, world.now)
  // The revision is read before the rows: a change in between renders once more, and is never missed.
  const key = keyOf(feed, today)
  const { etag, changed_at } = feed.served?.key === key ? feed.served : await renderVersion(world, feed, key, today)
  return { kind: 'calendar', etag, changed_at, read: () => readServed(world, feed.id) }
}

function keyOf({ viewer, filter, detail, include_due, name, revision }: LiveFeed, today: string) {
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

/** The last access is written down once in ten minutes: asking changes nothing else. */
async function noteFetch({ db, now }: World, { id, viewer, last_fetched_at }: LiveFeed, agent: string | null) {
  if (last_fetched_at && now.getTime() - Date.parse(last_fetched_at) < RATE.seconds * SECOND) return
  await atomically({ db, viewer, now }, async (ctx) => {
    await ctx.db
      .updateTable('calendar_feeds')
      .set({ last_fetched_at: now.toISOString(), last_agent: agent?.slice(0, 120) ?? null })
      .where('id', '=', id)
      .execute()
  })
}
