import type { Context } from '#app/lib/context.server.ts'
import { hashPassword, isOutdated, isPassword } from '#app/lib/passwords.server.ts'
import type { Role } from '#app/lib/roles.ts'
import { createSession } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { closeAttempt, openAttempt } from './attempt.server.ts'

export type SignedIn = { kind: 'in'; cookie: string; role: Role }
export type SignInAnswer = SignedIn | { kind: 'no' } | { kind: 'wait'; until: Date }

type Credentials = { email: string; password: string; address: string; agent: string | null }

/**
 * Lets a person in by e-mail and password. A wrong password, an account that is disabled, that has no password yet or
 * that never was get the same answer in the same time.
 */
export async function signIn(ctx: Context, { email, password, address, agent }: Credentials): Promise<SignInAnswer> {
  const attempt = await openAttempt(ctx, email, address)
  if (attempt.kind === 'wait') return attempt

  const user = await ctx.db
    .selectFrom('users')
    .select(['id', 'role', 'password_hash'])
    .where('email', '=', email)
    .where('role', '<>', 'system')
    .where('tenure_id', 'is', null)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  const stored = user?.password_hash ?? null
  if (!(await isPassword(password, stored)) || !user || !stored) return { kind: 'no' }
  const renewed = isOutdated(stored) ? await hashPassword(password) : stored

  return atomically(ctx, async (ctx) => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('users')
      .set({ password_hash: renewed, signed_in_at: ctx.now.toISOString() })
      .where('id', '=', user.id)
      .where('password_hash', '=', stored)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return { kind: 'no' }
    await closeAttempt(ctx, attempt.id)
    return { kind: 'in', cookie: await createSession(ctx.db, user.id, ctx.now, agent), role: user.role }
  })
}
