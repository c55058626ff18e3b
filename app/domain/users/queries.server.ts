import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { listSessions } from '#app/lib/session.server.ts'
import { fold, searchText, searchWords } from '#app/lib/text.ts'

import { canManageUsers } from './policy.ts'
import { deviceOf, stateOf } from './rules.ts'
import type { PersonRole, UserState } from './terms.ts'

/** Accounts are administration: whoever does not administer sees none. The product's own account and those of links are never listed. */
function visible({ db, viewer }: Context) {
  if (!canManageUsers(viewer)) throw new NotFound()
  return db
    .selectFrom('users')
    .leftJoin('institutions', 'institutions.id', 'users.institution_id')
    .select(['users.id', 'users.name', 'users.email', 'users.role', 'users.institution_id', 'users.phone'])
    .select(['users.disabled_at', 'users.signed_in_at', 'users.created_at', 'users.version'])
    .select('institutions.short_name as institution_name')
    .select((eb) => eb.case().when('users.password_hash', 'is', null).then(0).else(1).end().as('has_password'))
    .where('users.role', '<>', 'system')
    .where('users.tenure_id', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof visible>['execute']>>[number]

export type User = ReturnType<typeof describe>

const describe = ({ has_password, role, ...row }: Row) => ({
  ...row,
  role: role as PersonRole,
  state: stateOf({ disabled_at: row.disabled_at, has_password: has_password === 1 }),
})

export async function findUser(ctx: Context, id: string): Promise<User | undefined> {
  const row = await visible(ctx).where('users.id', '=', id).executeTakeFirst()
  return row && describe(row)
}

/** `email` as normalEmail() writes it. */
export async function findUserByEmail(ctx: Context, email: string): Promise<User | undefined> {
  const row = await visible(ctx).where('users.email', '=', email).executeTakeFirst()
  return row && describe(row)
}

/** Whether nobody else could administer; an invitation that nobody has answered does not count. */
export async function isLastAdmin(ctx: Context, user: { id: string; role: string }): Promise<boolean> {
  if (user.role !== 'admin') return false
  const other = await visible(ctx)
    .where('users.role', '=', 'admin')
    .where('users.id', '<>', user.id)
    .where('users.disabled_at', 'is', null)
    .where('users.password_hash', 'is not', null)
    .executeTakeFirst()
  return other === undefined
}

export type UserFilter = { q?: string; role?: PersonRole; state?: UserState; order?: 'name' | 'access'; page?: number }

export const USERS_PER_PAGE = 50
const collator = new Intl.Collator('es-CL')

/**
 * One page of the accounts that match, and how many match in all. Accounts number in the hundreds, so they are
 * folded, sorted and cut here rather than in SQL.
 */
export async function listUsers(ctx: Context, filter: UserFilter = {}): Promise<{ users: User[]; total: number }> {
  const { q = '', role, state, order = 'name', page = 1 } = filter
  const words = searchWords(q)
  const matching = (await visible(ctx).execute()).map(describe).filter((user) => {
    if ((role && user.role !== role) || (state && user.state !== state)) return false
    const text = searchText(user.name, user.email, user.institution_name)
    return words.every((word) => text.includes(fold(word)))
  })
  const byName = (a: User, b: User) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
  const byAccess = (a: User, b: User) => (b.signed_in_at ?? '').localeCompare(a.signed_in_at ?? '') || byName(a, b)
  matching.sort(order === 'access' ? byAccess : byName)
  const from = (page - 1) * USERS_PER_PAGE
  return { users: matching.slice(from, from + USERS_PER_PAGE), total: matching.length }
}

/** Names a session on a page without saying anything with which it could be found or forged. */
export const sessionKey = (id_hash: string) => id_hash.slice(0, 16)

export type OwnSession = { key: string; device: string; created: string; last_seen: string; current: boolean }

/** One's own live sessions, the one last used first. `current` is the hash of the session that asks. */
export async function listOwnSessions(ctx: Context, current: string | undefined): Promise<OwnSession[]> {
  const { id, role, zone } = ctx.viewer
  const rows = await listSessions(ctx.db, { id, role }, ctx.now)
  return rows.map((row) => ({
    key: sessionKey(row.id_hash),
    device: deviceOf(row.agent),
    created: formatInstant(row.created_at, zone),
    last_seen: formatInstant(row.last_seen_at, zone),
    current: row.id_hash === current,
  }))
}

export async function countSessionsOf(ctx: Context, user: { id: string; role: PersonRole }): Promise<number> {
  if (!canManageUsers(ctx.viewer)) throw new NotFound()
  return (await listSessions(ctx.db, user, ctx.now)).length
}
