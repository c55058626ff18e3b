import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The minutes of a meeting, the latest version first: what state each is in, and who closed it. Their text is not here. */
export function listVersions(ctx: Context, meeting_id: string) {
  return ctx.db
    .selectFrom('minutes')
    .innerJoin('users as starter', 'starter.id', 'minutes.started_by')
    .leftJoin('users as closer', 'closer.id', 'minutes.closed_by')
    .select([
      'minutes.id', 'minutes.number', 'minutes.state', 'minutes.reason', 'minutes.content_hash', 'minutes.started_at', 'minutes.closed_at',
      'starter.name as started_by_name', 'closer.name as closed_by_name',
    ])
    .where('minutes.meeting_id', '=', meeting_id)
    .where('minutes.meeting_id', 'in', visibleMeetings(ctx).select('meetings.id'))
    .orderBy('minutes.number', 'desc')
    .execute()
}

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

/** Mail of a meeting's minutes and where each stands: «espera que se configure el envío». */
export function listPreparedMail({ db }: Context, meeting_id: string) {
  return db
    .selectFrom('outbox')
    .leftJoin('institutions', 'institutions.id', 'outbox.institution_id')
    .select(['outbox.id', 'outbox.recipient', 'outbox.state', 'outbox.subject', 'institutions.short_name as institution'])
    .where('outbox.subject_type', '=', 'meeting')
    .where('outbox.subject_id', '=', meeting_id)
    .orderBy('outbox.created_at')
    .orderBy('outbox.id')
    .execute()
}
