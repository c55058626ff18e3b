import { record } from '#app/domain/activity/commands.server.ts'
import { sessionKey } from '#app/domain/users/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { endAllSessions } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

/** Ends every session of one's own, this one too. */
export async function signOutEverywhere(ctx: Context) {
  await atomically(ctx, async (ctx) => {
    await endAllSessions(ctx.db, ctx.viewer.id)
    await record(ctx, 'user.signed_out_everywhere', { type: 'user', id: ctx.viewer.id })
  })
}

/** Ends one session of one's own, named by its key in the list. */
export async function closeOwnSession({ db, viewer }: Context, key: string) {
  const rows = await db.selectFrom('sessions').select('id_hash').where('user_id', '=', viewer.id).execute()
  const session = rows.find((row) => sessionKey(row.id_hash) === key)
  if (!session) throw new NotFound()
  await db.deleteFrom('sessions').where('id_hash', '=', session.id_hash).execute()
}
