import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { MINUTES_TOPIC } from '../mail.ts'

/** The minutes of a meeting, the latest version first: what state each is in, and who closed it. Their text is not here. */
export function listVersions(ctx: Context, meeting_id: string) {
  return ctx.db
    .selectFrom('minutes')
    .leftJoin('users as closer', 'closer.id', 'minutes.closed_by')
    .select(['minutes.number', 'minutes.state', 'minutes.reason', 'minutes.content_hash', 'minutes.closed_at', 'closer.name as closed_by_name'])
    .where('minutes.meeting_id', '=', meeting_id)
    .where('minutes.meeting_id', 'in', visibleMeetings(ctx).select('meetings.id'))
    .orderBy('minutes.number', 'desc')
    .execute()
}

/** The mail that carries a meeting's minutes: to whom, and where each stands. */
export function listPreparedMail({ db }: Context, meeting_id: string) {
  return db
    .selectFrom('outbox')
    .leftJoin('institutions', 'institutions.id', 'outbox.institution_id')
    .select(['outbox.id', 'outbox.recipient', 'outbox.state', 'outbox.sent_at', 'institutions.short_name as institution'])
    .where('outbox.topic', '=', MINUTES_TOPIC)
    .where('outbox.subject_type', '=', 'meeting')
    .where('outbox.subject_id', '=', meeting_id)
    .orderBy('outbox.created_at')
    .orderBy('outbox.id')
    .execute()
}
