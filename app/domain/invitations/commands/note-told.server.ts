import { sql, type SqlBool } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'

import { readTells, toldAfter, type Tells } from '../rules/told.ts'

type Left = { id: string; invitation_id: string | null; tells: string | null }

/**
 * A mail has left: from now on its guest knows what it tells. In the transaction that writes that it left, so that it
 * happens once. Of mail that was prepared by an older version of the product everything was written then.
 */
export async function noteTold(ctx: Context, { id, invitation_id, tells: kept }: Left) {
  if (!invitation_id || !kept) return
  const invitation = await ctx.db
    .selectFrom('meeting_invitations')
    .select(['meeting_id', 'series_id', 'told', 'sent_sequence'])
    .where('id', '=', invitation_id)
    .executeTakeFirst()
  if (!invitation) return
  const tells = readTells(kept)
  const gone = 'leaves' in tells && !(await isInvitedAgain(ctx, id, invitation_id))
  await ctx.db
    .updateTable('meeting_invitations')
    .set({
      sent_sequence: Math.max(invitation.sent_sequence ?? 0, tells.sequence),
      // Who was taken off is remembered as they were.
      ...(gone ? { withdrawn_at: ctx.now.toISOString() } : { told: toldAfter(invitation.told, tells) }),
    })
    .where('id', '=', invitation_id)
    .execute()
  await askAgain(ctx, invitation, tells)
}

/** Somebody put them back while the mail that takes them off was leaving. */
async function isInvitedAgain({ db }: Context, id: string, invitation_id: string) {
  const later = await db.selectFrom('outbox').select('id').where('invitation_id', '=', invitation_id).where('id', '>', id).where('state', '=', 'queued').executeTakeFirst()
  return later !== undefined
}

/** Whatever was answered to a lower number is old from now on. */
async function askAgain({ db }: Context, { meeting_id, series_id }: { meeting_id: string | null; series_id: string | null }, tells: Tells) {
  const { asks, sequence } = tells
  const asked = { asked_sequence: sequence }
  const isOlder = sql<SqlBool>`coalesce(asked_sequence, -1) < ${sequence}`
  if (asks === 'all' && series_id) await db.updateTable('meeting_series').set(asked).where('id', '=', series_id).where(isOlder).execute()
  if (asks === 'all' && meeting_id) await db.updateTable('meetings').set(asked).where('id', '=', meeting_id).where(isOlder).execute()
  if (asks === 'one' && 'series' in tells && tells.one) {
    await db.updateTable('meetings').set(asked).where('series_id', '=', series_id).where('series_local', '=', tells.one).where(isOlder).execute()
  }
}
