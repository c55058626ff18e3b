import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listPostsOn } from '#app/domain/tenures/queries.server.ts'
import { systemViewer, today, type Context } from '#app/lib/context.server.ts'
import { isSecret, readToken } from '#app/lib/tokens.server.ts'

const columns = [
  'invitation.id', 'invitation.meeting_id', 'invitation.participant_id', 'invitation.position_id', 'invitation.person_id',
  'invitation.name', 'invitation.email', 'invitation.sent_sequence',
] as const

export type Invited = { link_id: string; invitation: InvitedRow; meeting: Meeting }
export type InvitedRow = { id: string; participant_id: string | null; name: string; email: string; sent_sequence: number | null }

/**
 * Who holds a link and to what it invites them; undefined when it is invented, altered, old or withdrawn, or when it was
 * sent to somebody's own address for a post they have left.
 */
export async function findInvited(world: Pick<Context, 'db' | 'now'>, token: string | undefined): Promise<Invited | undefined> {
  const parts = readToken(token)
  if (!parts) return undefined
  const ctx: Context = { ...world, viewer: systemViewer }
  const row = await ctx.db
    .selectFrom('answer_links as link')
    .innerJoin('meeting_invitations as invitation', 'invitation.id', 'link.invitation_id')
    .select(['link.secret_hash', ...columns])
    .where('link.id', '=', parts.id)
    .where('link.expires_at', '>', ctx.now.toISOString())
    .where('invitation.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!isSecret(parts.secret, row?.secret_hash) || !row?.meeting_id) return undefined
  if (row.person_id && row.position_id && !(await isStillIn(ctx, row.person_id, row.position_id))) return undefined
  const meeting = await findMeeting(ctx, row.meeting_id)
  return meeting && { link_id: parts.id, invitation: row, meeting }
}

/** The invitation of a guest to the entry with this UID, by the address it was sent to. */
export async function findInvitedByMail(world: Pick<Context, 'db' | 'now'>, uid: string, email: string): Promise<Omit<Invited, 'link_id'> | undefined> {
  const ctx: Context = { ...world, viewer: systemViewer }
  const row = await ctx.db
    .selectFrom('meeting_invitations as invitation')
    .innerJoin('meetings', 'meetings.id', 'invitation.meeting_id')
    .select(columns)
    .where('meetings.uid', '=', uid)
    .where('invitation.email', '=', email)
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .executeTakeFirst()
  const meeting = row?.meeting_id ? await findMeeting(ctx, row.meeting_id) : undefined
  return row && meeting && { invitation: row, meeting }
}

async function isStillIn(ctx: Context, person_id: string, position_id: string) {
  const posts = await listPostsOn(ctx, [person_id], today(ctx))
  return posts.some((post) => post.position_id === position_id)
}
