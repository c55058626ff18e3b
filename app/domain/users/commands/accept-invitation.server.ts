import { record } from '#app/domain/activity/commands.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { hashPassword } from '#app/lib/passwords.server.ts'
import type { Role } from '#app/lib/roles.ts'
import { createSession, endAllSessions } from '#app/lib/session.server.ts'
import { isSecret, readToken } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { problemWith } from './password.server.ts'

type Unsigned = Pick<Context, 'db' | 'now'>
type Invited = { invitation_id: string; user_id: string; name: string; email: string; role: Role }

export type InvitationAnswer =
  | { kind: 'in'; cookie: string; role: Role }
  | { kind: 'gone' }
  | { kind: 'weak'; why: string }

/** Whose link this is while it works; undefined once it is used, old, replaced, invented, or its account disabled. */
export async function findInvitation({ db, now }: Unsigned, token: string | undefined): Promise<Invited | undefined> {
  const parts = readToken(token)
  if (!parts) return undefined
  const row = await db
    .selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.user_id')
    .select(['invitations.id as invitation_id', 'invitations.token_hash'])
    .select(['users.id as user_id', 'users.name', 'users.email', 'users.role'])
    .where('invitations.id', '=', parts.id)
    .where('invitations.used_at', 'is', null)
    .where('invitations.expires_at', '>', now.toISOString())
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!isSecret(parts.secret, row?.token_hash) || !row) return undefined
  const { token_hash: _, ...invited } = row
  return invited
}

/** Sets the password of the one account the link is bound to, spends the link, and lets its owner in. */
export async function acceptInvitation(
  unsigned: Unsigned,
  token: string | undefined,
  password: string,
  agent: string | null,
): Promise<InvitationAnswer> {
  const invited = await findInvitation(unsigned, token)
  if (!invited) return { kind: 'gone' }
  const { user_id: id, invitation_id, name, email, role } = invited
  const viewer = { ...systemViewer, id, name, email, role }
  const ctx: Context = { db: unsigned.db, now: unsigned.now, viewer }

  const why = await problemWith(ctx, id, password)
  if (why) return { kind: 'weak', why }
  const password_hash = await hashPassword(password)

  return atomically(ctx, async (ctx) => {
    const at = ctx.now.toISOString()
    const { numUpdatedRows } = await ctx.db
      .updateTable('invitations')
      .set({ used_at: at })
      .where('id', '=', invitation_id)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return { kind: 'gone' }
    await ctx.db
      .updateTable('users')
      .set({ password_hash, signed_in_at: at, updated_at: at, updated_by: id })
      .where('id', '=', id)
      .execute()
    await endAllSessions(ctx.db, id)
    const cookie = await createSession(ctx.db, id, ctx.now, agent)
    await record(ctx, 'user.password_set', { type: 'user', id })
    return { kind: 'in', cookie, role }
  })
}
