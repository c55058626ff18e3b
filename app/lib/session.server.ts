import type { Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

import { findLiveAccess } from './access.server.ts'
import type { Viewer } from './context.server.ts'
import { readCookie, writeCookie } from './cookies.server.ts'
import { digest, newSecret } from './tokens.server.ts'

const COOKIE = 'hilvan-sesion'
const MINUTE = 60_000
const IDLE = { admin: 15 * MINUTE, other: 30 * MINUTE }
const ABSOLUTE = 8 * 60 * MINUTE
const DEVICE_DAYS = 90
const DAY = 24 * 60 * MINUTE

const ago = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()

/** Opens a session and returns its cookie. The only way in: call it after every factor has been checked. */
export const createSession = (db: Kysely<Database>, user_id: string, now: Date, agent: string | null) =>
  insertSession(db, { user_id, agent, access_link_id: null, expires_at: new Date(now.getTime() + ABSOLUTE) }, now)

type Opened = { id: string; user_id: string; until: Date | null }

/** Remembers for 90 days the device on which somebody opened their link, or until the day the link says. Returns its cookie. */
export const rememberDevice = (db: Kysely<Database>, { id, user_id, until }: Opened, now: Date, agent: string | null) =>
  insertSession(db, { user_id, agent, access_link_id: id, expires_at: until ?? new Date(now.getTime() + DEVICE_DAYS * DAY) }, now)

type NewSession = { user_id: string; agent: string | null; access_link_id: string | null; expires_at: Date }

async function insertSession(db: Kysely<Database>, { user_id, agent, access_link_id, expires_at }: NewSession, now: Date) {
  const secret = newSecret()
  await db
    .insertInto('sessions')
    .values({
      id_hash: digest(secret),
      user_id,
      created_at: now.toISOString(),
      last_seen_at: now.toISOString(),
      expires_at: expires_at.toISOString(),
      agent: agent?.slice(0, 200) ?? null,
      access_link_id,
    })
    .execute()
  return writeCookie(COOKIE, secret, access_link_id ? Math.floor((expires_at.getTime() - now.getTime()) / 1000) : undefined)
}

/** Who is asking: undefined without a live session of an enabled person. */
export async function readSession(db: Kysely<Database>, request: Request, now: Date): Promise<Viewer | undefined> {
  const found = await peekSession(db, request, now)
  if (found && found.last_seen_at <= ago(now, MINUTE)) {
    await db.updateTable('sessions').set({ last_seen_at: now.toISOString() }).where('id_hash', '=', found.id_hash).execute()
  }
  return found?.viewer
}

/** The same without leaving a trace. A device that a link opened is known while the link stands, however long it rests. */
export async function peekSession(db: Kysely<Database>, request: Request, now: Date) {
  const secret = readCookie(request, COOKIE)
  if (!secret) return undefined
  const id_hash = digest(secret)
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .leftJoin('institutions', 'institutions.id', 'users.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select(['users.id', 'users.name', 'users.email', 'users.role', 'users.institution_id', 'communes.zone'])
    .select(['users.tenure_id', 'sessions.last_seen_at', 'sessions.access_link_id'])
    .where('sessions.id_hash', '=', id_hash)
    .where('sessions.expires_at', '>', now.toISOString())
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined

  const { last_seen_at, zone, tenure_id, access_link_id, ...user } = row
  if (tenure_id || access_link_id) {
    const access = access_link_id ? await findLiveAccess(db, access_link_id, now) : undefined
    return access?.viewer.id === user.id ? { viewer: access.viewer, id_hash, last_seen_at } : undefined
  }
  if (last_seen_at <= ago(now, user.role === 'admin' ? IDLE.admin : IDLE.other)) return undefined
  const viewer: Viewer = { ...user, zone: zone ?? 'America/Santiago' }
  return { viewer, id_hash, last_seen_at }
}

/** Whether a link opened this device, be it still good or not. */
export async function isLinkDevice(db: Kysely<Database>, request: Request): Promise<boolean> {
  const id_hash = currentSession(request)
  if (!id_hash) return false
  const row = await db.selectFrom('sessions').select('access_link_id').where('id_hash', '=', id_hash).executeTakeFirst()
  return Boolean(row?.access_link_id)
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
    .where('users.tenure_id', 'is', null)
    .executeTakeFirst()
  return row?.id
}

/** The stored hash of the session that asks, to tell it from the others of the same person. */
export function currentSession(request: Request): string | undefined {
  const secret = readCookie(request, COOKIE)
  return secret && digest(secret)
}

/** The instant (ISO-8601 UTC) at which the session that asks ends, whatever happens. */
export async function findSessionEnd(db: Kysely<Database>, request: Request): Promise<string | undefined> {
  const row = await db.selectFrom('sessions').select('expires_at').where('id_hash', '=', currentSession(request) ?? '').executeTakeFirst()
  return row?.expires_at
}

/** Live sessions of one person, the one last used first. */
export function listSessions(db: Kysely<Database>, user: Pick<Viewer, 'id' | 'role'>, now: Date) {
  return db
    .selectFrom('sessions')
    .select(['id_hash', 'created_at', 'last_seen_at', 'agent'])
    .where('user_id', '=', user.id)
    .where('expires_at', '>', now.toISOString())
    .where((eb) => eb.or([
      eb('last_seen_at', '>', ago(now, user.role === 'admin' ? IDLE.admin : IDLE.other)),
      eb('access_link_id', 'is not', null),
    ]))
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
