import type { Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

import { readCookie, writeCookie } from './cookies.server.ts'
import { digest, newSecret } from './tokens.server.ts'

const COOKIE = 'hilvan-retenido'
const KEPT_SECONDS = 12 * 3600

/**
 * Keeps what somebody sent after their session had expired, so that signing in again loses nothing.
 * Returns the cookie that finds it. Only for the owner of a real, expired session; one post per person is kept,
 * passwords never.
 */
export async function holdPost(db: Kysely<Database>, user_id: string, path: string, body: string, now: Date) {
  const secret = newSecret()
  const fields = new URLSearchParams(body)
  for (const name of new Set(fields.keys())) if (name.includes('password')) fields.delete(name)
  await db.deleteFrom('held_posts').where('user_id', '=', user_id).execute()
  await db
    .insertInto('held_posts')
    .values({ id_hash: digest(secret), user_id, path, body: fields.toString(), held_at: now.toISOString() })
    .execute()
  return writeCookie(COOKIE, secret, KEPT_SECONDS)
}

/** What the viewer had typed on this page when the session expired, as form fields. */
export async function findHeldPost(db: Kysely<Database>, user_id: string, request: Request) {
  const secret = readCookie(request, COOKIE)
  if (!secret) return undefined
  const row = await db
    .selectFrom('held_posts')
    .select(['path', 'body'])
    .where('id_hash', '=', digest(secret))
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row && row.path === new URL(request.url).pathname ? new URLSearchParams(row.body) : undefined
}

/** Forgets the held post of this person, once the form has been saved. */
export async function dropHeldPost(db: Kysely<Database>, user_id: string) {
  await db.deleteFrom('held_posts').where('user_id', '=', user_id).execute()
}
