import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { digest } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

const MINUTE = 60_000

/** Failures allowed in a window of time, for one account and for one address of the network. */
const LIMITS = {
  account: { failures: 10, window: 3 * MINUTE },
  address: { failures: 100, window: 60 * MINUTE },
} as const

export type Attempt = { kind: 'open'; id: string } | { kind: 'wait'; until: Date }

/**
 * Asks leave to check a password. The attempt counts as failed from now on, so that many at once cannot slip
 * through; closeAttempt() forgives it. `account` may be of nobody: strangers meet the same limits.
 */
export async function openAttempt(ctx: Context, account: string, address: string): Promise<Attempt> {
  const who = { account: digest(account), address }
  return atomically(ctx, async (ctx) => {
    const waits = [await waitOf(ctx, 'account', who.account), await waitOf(ctx, 'address', who.address)]
    const until = Math.max(...waits)
    if (until > ctx.now.getTime()) return { kind: 'wait', until: new Date(until) }

    const id = newId(ctx.now.getTime())
    await ctx.db
      .insertInto('sign_in_attempts')
      .values({ id, ...who, succeeded: 0, attempted_at: ctx.now.toISOString() })
      .execute()
    return { kind: 'open', id }
  })
}

/** The password was right. Old attempts are of no more use. */
export async function closeAttempt({ db, now }: Context, id: string) {
  const old = new Date(now.getTime() - 24 * 60 * MINUTE).toISOString()
  await db.updateTable('sign_in_attempts').set({ succeeded: 1 }).where('id', '=', id).execute()
  await db.deleteFrom('sign_in_attempts').where('attempted_at', '<', old).execute()
}

/** When this account or address may try again, in milliseconds; 0 when it may now. */
async function waitOf({ db, now }: Context, what: keyof typeof LIMITS, value: string) {
  const { failures, window } = LIMITS[what]
  const decisive = await db
    .selectFrom('sign_in_attempts')
    .select('attempted_at')
    .where(what, '=', value)
    .where('succeeded', '=', 0)
    .where('attempted_at', '>', new Date(now.getTime() - window).toISOString())
    .orderBy('attempted_at', 'desc')
    .orderBy('id', 'desc')
    .offset(failures - 1)
    .limit(1)
    .executeTakeFirst()
  return decisive ? Date.parse(decisive.attempted_at) + window : 0
}
