import type { ExpressionBuilder } from 'kysely'

import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { visibleSeries } from '#app/domain/series/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Database, MeetingInvitationsTable } from '#db/schema.ts'

import { refIn } from './rules/series.ts'
import { heardOf } from './rules/told.ts'
import type { Answer, Way } from './terms.ts'

/** Invitations to the meetings the viewer may see. Every read below starts here. */
const visible = (ctx: Context) =>
  ctx.db
    .selectFrom('meeting_invitations as invitation')
    .where((eb) => eb.or([
      eb('invitation.meeting_id', 'in', visibleMeetings(ctx).select('meetings.id')),
      eb('invitation.series_id', 'in', visibleSeries(ctx).clearSelect().select('meeting_series.id')),
    ]))

type Of = { id: string; series_id: string | null; series_local: string | null }

/** Those of a meeting, and those of the series of which it is a date. */
const about = ({ id, series_id, series_local }: Of) => (eb: ExpressionBuilder<Database & { invitation: MeetingInvitationsTable }, 'invitation'>) =>
  series_id && series_local ? eb('invitation.series_id', '=', series_id) : eb('invitation.meeting_id', '=', id)

export type Invitation = Awaited<ReturnType<typeof listInvitations>>[number]

/** Who has been invited by mail to a meeting, or to the series of which it is a date, and not taken off; and what each has heard. Two queries. */
export async function listInvitations(ctx: Context, of: Of) {
  const rows = await visible(ctx)
    .select([
      'invitation.id', 'invitation.participant_id', 'invitation.institution_id', 'invitation.position_id',
      'invitation.person_id', 'invitation.name', 'invitation.email', 'invitation.sent_sequence', 'invitation.told',
    ])
    .where(about(of))
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .execute()
  const mails = await listMailsTo(ctx, rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, ...heardOf(row, mails.get(row.id) ?? []) }))
}

/** What is, or was, in the outbox for these invitations, the oldest first. One query. */
export async function listMailsTo({ db }: Pick<Context, 'db'>, ids: string[]) {
  if (ids.length === 0) return new Map<string | null, never>()
  const rows = await db.selectFrom('outbox').select(['invitation_id', 'state', 'perhaps_left', 'tells']).where('invitation_id', 'in', ids).orderBy('id').execute()
  return Map.groupBy(rows, ({ invitation_id }) => invitation_id)
}

export type GivenAnswer = {
  invitation_id: string
  /** Of a guest of a series: who they are among the participants of each date. */
  ref: string | null
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
export async function listAnswers(ctx: Context, of: Of): Promise<GivenAnswer[]> {
  const rows = await visible(ctx)
    .innerJoin('invitation_answers as given', 'given.invitation_id', 'invitation.id')
    .select([
      'given.invitation_id', 'invitation.participant_id', 'invitation.name', 'given.answer', 'given.text', 'given.proposed_start',
      'given.proposed_end', 'given.sequence', 'given.via', 'given.answered_at', 'invitation.told',
    ])
    .where(about(of))
    .where((eb) => eb.or([eb('given.series_local', 'is', null), eb('given.series_local', '=', of.series_local ?? '')]))
    .where('invitation.withdrawn_at', 'is', null)
    .orderBy('given.answered_at', 'desc')
    .orderBy('given.id', 'desc')
    .execute()
  const latest = new Map<string, GivenAnswer>()
  for (const { told, ...row } of rows) if (!latest.has(row.invitation_id)) latest.set(row.invitation_id, { ...row, ref: refIn(told) })
  return [...latest.values()]
}

/** Who has been invited by mail to a series and not taken off, also when none of its dates is left. One query. */
export const listSeriesInvitations = (ctx: Context, series_id: string) => listInvitations(ctx, { id: '', series_id, series_local: 'any' })

/** How the last mail to each guest stands in the outbox. One query. */
export async function listDeliveries(ctx: Context, of: Of) {
  const rows = await visible(ctx)
    .innerJoin('outbox', 'outbox.invitation_id', 'invitation.id')
    .select(['outbox.invitation_id', 'invitation.participant_id', 'invitation.told', 'outbox.state'])
    .where(about(of))
    .where('invitation.withdrawn_at', 'is', null)
    .where('outbox.state', '<>', 'withdrawn')
    .orderBy('outbox.created_at')
    .orderBy('outbox.id')
    .execute()
  return [...new Map(rows.map((row) => [row.invitation_id, { participant_id: row.participant_id, ref: refIn(row.told), state: row.state }])).values()]
}
