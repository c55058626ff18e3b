import type { Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

import type { Viewer } from './context.server.ts'
import { readCookie, writeCookie } from './cookies.server.ts'
import { digest, newSecret } from './tokens.server.ts'

const COOKIE = 'hilvan-sesion'
const MINUTE = 60_000
const IDLE = { admin: 15 * MINUTE, other: 30 * MINUTE }
const ABSOLUTE = 8 * 60 * MINUTE

const ago = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()

/** Opens a session and returns its cookie. The only way in: call it after every factor has been checked. */
export async function createSession(db: Kysely<Database>, user_id: string, now: Date, agent: string | null) {
  const secret = newSecret()
  await db
    .insertInto('sessions')
    .values({
      id_hash: digest(secret),
      user_id,
      created_at: now.toISOString(),
      last_seen_at: now.toISOString(),
      expires_at: new Date(now.getTime() + ABSOLUTE).toISOString(),
      agent: agent?.slice(0, 200) ?? null,
    })
    .execute()
  return writeCookie(COOKIE, secret)
}

/** Who is asking: undefined without a live session of an enabled person. */
export async function readSession(db: Kysely<Database>, request: Request, now: Date): Promise<Viewer | undefined> {
  const secret = readCookie(request, COOKIE)
  if (!secret) return undefined
  const id_hash = digest(secret)
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .leftJoin('institutions', 'institutions.id', 'users.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select(['users.id', 'users.name', 'users.email', 'users.role', 'users.institution_id', 'communes.zone'])
    .select('sessions.last_seen_at')
    .where('sessions.id_hash', '=', id_hash)
    .where('sessions.expires_at', '>', now.toISOString())
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined

  const { last_seen_at, zone, ...user } = row
  if (last_seen_at <= ago(now, user.role === 'admin' ? IDLE.admin : IDLE.other)) return undefined
  if (last_seen_at <= ago(now, MINUTE)) {
    await db.updateTable('sessions').set({ last_seen_at: now.toISOString() }).where('id_hash', '=', id_hash).execute()
  }
  return { ...user, zone: zone ?? 'America/Santiago' }
}

/** Whose session this was, when it is real but too old: their unfinished form may be kept for them. */
export async function readExpiredSession(db: Kysely<Database>, request: Request): Promise<string | undefined> {
  const secret = readCookie(request, COOKIE)
  if (!secret) return undefined
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select('users.id')
    .where('sessions.id_hash', '=', digest(secret))
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

/** The stored hash of the session that asks, to tell it from the others of the same person. */
export function currentSession(request: Request): string | undefined {
  const secret = readCookie(request, COOKIE)
  return secret && digest(secret)
}

/** Live sessions of one person, the one last used first. */
export function listSessions(db: Kysely<Database>, user: Pick<Viewer, 'id' | 'role'>, now: Date) {
  return db
    .selectFrom('sessions')
    .select(['id_hash', 'created_at', 'last_seen_at', 'agent'])
    .where('user_id', '=', user.id)
    .where('expires_at', '>', now.toISOString())
    .where('last_seen_at', '>', ago(now, user.role === 'admin' ? IDLE.admin : IDLE.other))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id_hash')
    .execute()
}

/** Ends this session and returns the cookie that forgets it. */
export async function endSession(db: Kysely<Database>, request: Request): Promise<string> {
  const secret = readCookie(request, COOKIE)
  if (secret) await db.deleteFrom('sessions').where('id_hash', '=', digest(secret)).execute()
  return writeCookie(COOKIE, '', 0)
}

/** Ends every session of one person, on every device. */
export async function endAllSessions(db: Kysely<Database>, user_id: string) {
  await db.deleteFrom('sessions').where('user_id', '=', user_id).execute()
}
