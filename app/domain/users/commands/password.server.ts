import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { hashPassword, isPassword, passwordProblem } from '#app/lib/passwords.server.ts'
import { createSession, endAllSessions } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { closeAttempt, openAttempt } from './attempt.server.ts'

export type PasswordAnswer =
  | { kind: 'changed'; cookie: string }
  | { kind: 'wrong' }
  | { kind: 'weak'; why: string }
  | { kind: 'wait'; until: Date }

type Change = { current_password: string; password: string; address: string; agent: string | null }

/** Changes one's own password and ends every session but a new one, whose cookie it returns. */
export async function changePassword(ctx: Context, change: Change): Promise<PasswordAnswer> {
  const { id, email } = ctx.viewer
  const attempt = await openAttempt(ctx, email, change.address)
  if (attempt.kind === 'wait') return attempt

  const user = await ctx.db.selectFrom('users').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow()
  const stored = user.password_hash
  if (!(await isPassword(change.current_password, stored)) || !stored) return { kind: 'wrong' }
  const why = await problemWith(ctx, id, change.password)
  const password_hash = why ? stored : await hashPassword(change.password)

  return atomically(ctx, async (ctx) => {
    await closeAttempt(ctx, attempt.id)
    if (why) return { kind: 'weak', why }
    const { numUpdatedRows } = await ctx.db
      .updateTable('users')
      .set({ password_hash, updated_at: ctx.now.toISOString(), updated_by: id })
      .where('id', '=', id)
      .where('password_hash', '=', stored)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return { kind: 'wrong' }
    await endAllSessions(ctx.db, id)
    const cookie = await createSession(ctx.db, id, ctx.now, change.agent)
    await record(ctx, 'user.password_set', { type: 'user', id })
    return { kind: 'changed', cookie }
  })
}

/** Why this person may not choose this password, as a sentence: it says their name, a town, their institution… */
export async function problemWith({ db }: Context, user_id: string, password: string) {
  const user = await db
    .selectFrom('users')
    .leftJoin('institutions', 'institutions.id', 'users.institution_id')
    .select(['users.name', 'users.email', 'institutions.name as institution_name'])
    .where('users.id', '=', user_id)
    .executeTakeFirstOrThrow()
  const communes = await db.selectFrom('communes').select('name').execute()
  const known = [user.name, user.email, user.institution_name ?? '', ...communes.map((row) => row.name)]
  return passwordProblem(password, known)
}
