import type { Context } from '#app/lib/context.server.ts'

import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'

export type NextMeeting = { id: string; folio: string; title: string; starts_at: string }

/** The next meeting called with each institution, after a day: there a point may still be read before it begins. One query. */
export async function listNextMeetings(ctx: Context, day: string, institution_id?: string): Promise<Map<string, NextMeeting>> {
  const rows = await visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .select(['meetings.id', 'meetings.folio', 'meetings.title', 'meetings.starts_at', 'participants.institution_id'])
    .where('meetings.state', '=', 'called')
    .where('meetings.reserved', '=', 0)
    .where('meetings.starts_at', '>', ctx.now.toISOString())
    .where('meetings.starts_at', '>', `${day}T23:59`)
    .where('participants.institution_id', 'is not', null)
    .$if(institution_id !== undefined, (query) => query.where('participants.institution_id', '=', institution_id!))
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .execute()
  return new Map(rows.map(({ institution_id, ...meeting }) => [institution_id!, meeting]))
}
