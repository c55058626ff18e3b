import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The institutions that take part in a meeting: the likely parties of what is agreed there. */
export const listPresent = (ctx: Context, meeting_id: string) =>
  visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .innerJoin('institutions', 'institutions.id', 'participants.institution_id')
    .select(['institutions.id', 'institutions.short_name as label'])
    .distinct()
    .where('meetings.id', '=', meeting_id)
    .orderBy('institutions.short_name')
    .orderBy('institutions.id')
    .execute()
