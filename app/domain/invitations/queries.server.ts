import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Answer, Way } from './terms.ts'

/** Invitations to the meetings the viewer may see. Every read below starts here. */
const visible = (ctx: Context) =>
  ctx.db
    .selectFrom('meeting_invitations as invitation')
    .where('invitation.meeting_id', 'in', visibleMeetings(ctx).select('meetings.id'))

export type Invitation = Awaited<ReturnType<typeof listInvitations>>[number]

/** Who has been invited to a meeting by mail and not taken off it. One query. */
export const listInvitations = (ctx: Context, meeting_id: string) =>
  visible(ctx)
    .select([
      'invitation.id', 'invitation.participant_id', 'invitation.institution_id', 'invitation.position_id',
      'invitation.person_id', 'invitation.name', 'invitation.email', 'invitation.sent_sequence', 'invitation.told',
    ])
    .where('invitation.meeting_id', '=', meeting_id)
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .execute()

export type GivenAnswer = {
  invitation_id: string
  participant_id: string | null
  name: string
  answer: Answer
  text: string | null
  proposed_start: string | null
  proposed_end: string | null
  sequence: number
  via: Way
  answered_at: string
}

/** The latest answer of each guest of a meeting, the newest first. One query. */
export async function listAnswers(ctx: Context, meeting_id: string): Promise<GivenAnswer[]> {
  const rows = await visible(ctx)
    .innerJoin('invitation_answers as given', 'given.invitation_id', 'invitation.id')
    .select([
      'given.invitation_id', 'invitation.participant_id', 'invitation.name', 'given.answer', 'given.text', 'given.proposed_start',
      'given.proposed_end', 'given.sequence', 'given.via', 'given.answered_at',
    ])
    .where('invitation.meeting_id', '=', meeting_id)
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('given.answered_at', 'desc')
    .orderBy('given.id', 'desc')
    .execute()
  const latest = new Map<string, GivenAnswer>()
  for (const row of rows) if (!latest.has(row.invitation_id)) latest.set(row.invitation_id, row)
  return [...latest.values()]
}

/** How the last mail to each guest stands in the outbox. One query. */
export async function listDeliveries(ctx: Context, meeting_id: string) {
  const rows = await visible(ctx)
    .innerJoin('outbox', 'outbox.invitation_id', 'invitation.id')
    .select(['outbox.invitation_id', 'invitation.participant_id', 'outbox.state', 'outbox.sent_at', 'outbox.calendar_method'])
    .where('invitation.meeting_id', '=', meeting_id)
    .where('outbox.state', '<>', 'withdrawn')
    .orderBy('outbox.created_at')
    .orderBy('outbox.id')
    .execute()
  return new Map(rows.map((row) => [row.invitation_id, row]))
}
