import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The meetings a person came to, the latest first, at most `limit`. The caller has found the person. */
export const listAttended = (ctx: Context, person_id: string, limit = 20) =>
  visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .select([
      'meetings.folio', 'meetings.title', 'meetings.starts_at', 'meetings.zone', 'participants.title_then',
      'participants.institution_then',
    ])
    .where('participants.person_id', '=', person_id)
    .where('participants.attended', '=', 'present')
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()
