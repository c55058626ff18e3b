import type { CompiledQuery, InferResult } from 'kysely'

import { isTenureLive } from '#app/lib/access.server.ts'
import type { Context, Viewer } from '#app/lib/context.server.ts'
import { isSecret } from '#app/lib/tokens.server.ts'

/** The viewer's own links; all of them for an administrator and for the command line. The secret's hash never leaves this module. */
export function visibleFeeds({ db, viewer }: Context) {
  return db
    .selectFrom('calendar_feeds')
    .innerJoin('users as owner', 'owner.id', 'calendar_feeds.user_id')
    .select([
      'calendar_feeds.id',
      'calendar_feeds.name',
      'calendar_feeds.user_id',
      'calendar_feeds.filter',
      'calendar_feeds.detail',
      'calendar_feeds.include_due',
      'calendar_feeds.created_at',
      'calendar_feeds.expires_at',
      'calendar_feeds.revoked_at',
      'calendar_feeds.last_fetched_at',
      'calendar_feeds.last_agent',
      'owner.name as owner_name',
    ])
    .$if(!seesAll(viewer), (query) => query.where('calendar_feeds.user_id', '=', viewer.id))
}

const seesAll = ({ role }: Viewer) => role === 'admin' || role === 'system'

/** Links that nobody revoked, the latest first; those that expired still tell so. */
export function listFeeds(ctx: Context) {
  return visibleFeeds(ctx)
    .where('calendar_feeds.user_id', '=', ctx.viewer.id)
    .where('calendar_feeds.revoked_at', 'is', null)
    .orderBy('calendar_feeds.created_at', 'desc')
    .orderBy('calendar_feeds.id')
    .execute()
}

/** The viewer's own links that still work. */
export async function countLiveFeeds({ db, viewer, now }: Context): Promise<number> {
  const { total } = await db
    .selectFrom('calendar_feeds')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('user_id', '=', viewer.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  return Number(total)
}

export type LiveFeed = NonNullable<Awaited<ReturnType<typeof findLiveFeed>>>

/**
 * The feed behind an address, with its owner as viewer: no cookie is read, permissions are those of the owner now.
 * Undefined for an unknown, altered, revoked or expired token, for a disabled owner and for one whose tenure ended, all the same. `served` is what
 * was last answered there and `revision` the number that rises with every change a calendar may show. One query:
 * programs ask all day, and nearly always have what there is.
 */
export async function findLiveFeed({ db, now }: Pick<Context, 'db' | 'now'>, token: { id: string; secret: string }) {
  const asked = questions.get(db) ?? liveFeeds(db).where('feed.id', '=', '').compile()
  questions.set(db, asked)
  const [row] = (await db.executeQuery<LiveRow>({ ...asked, parameters: [...asked.parameters.slice(0, -1), token.id] })).rows

  const right = isSecret(token.secret, row?.secret_hash)
  if (!row || !right || row.revoked_at || row.disabled_at || row.expires_at <= now.toISOString()) return undefined
  if (row.tenure_id && !(await isTenureLive(db, row.tenure_id, now))) return undefined
  const { id, name, filter, detail, include_due, last_fetched_at, revision, user_id, user_name, email, role, institution_id } = row
  const { key, etag, changed_at } = row
  const viewer: Viewer = { id: user_id, name: user_name, email, role, institution_id, zone: 'America/Santiago' }
  const served = key !== null && etag !== null && changed_at !== null ? { key, etag, changed_at } : undefined
  return { id, name, filter, detail, include_due: include_due === 1, last_fetched_at, revision, viewer, served }
}

const liveFeeds = (db: Context['db']) =>
  db
    .selectFrom('calendar_feeds as feed')
    .innerJoin('users as owner', 'owner.id', 'feed.user_id')
    .innerJoin('revisions as agenda', (join) => join.on('agenda.name', '=', 'agenda'))
    .leftJoin('feed_versions as version', 'version.feed_id', 'feed.id')
    .select(['feed.id', 'feed.secret_hash', 'feed.name', 'feed.filter', 'feed.detail', 'feed.include_due'])
    .select(['feed.revoked_at', 'feed.expires_at', 'feed.last_fetched_at', 'owner.disabled_at'])
    .select(['owner.id as user_id', 'owner.name as user_name', 'owner.email', 'owner.role', 'owner.institution_id', 'owner.tenure_id'])
    .select(['agenda.value as revision', 'version.key', 'version.etag', 'version.changed_at'])

type LiveRow = InferResult<ReturnType<typeof liveFeeds>>[number]

/** The question is the same for every link, and to write it costs several times what the engine takes to answer. */
const questions = new WeakMap<Context['db'], CompiledQuery>()

/** What was last served at a feed's address, without its text: a year of meetings is a megabyte. */
export function findServed({ db }: Pick<Context, 'db'>, feed_id: string) {
  return db.selectFrom('feed_versions').select(['key', 'etag', 'changed_at']).where('feed_id', '=', feed_id).executeTakeFirst()
}

/** The text that was last served at a feed's address, with its own tag and date. */
export const readServed = ({ db }: Pick<Context, 'db'>, feed_id: string) =>
  db.selectFrom('feed_versions').select(['body', 'etag', 'changed_at']).where('feed_id', '=', feed_id).executeTakeFirstOrThrow()
