import type { Subject } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The dates of a series from a local start on, and every institution that takes part in them. Two queries. */
export async function subjectsOfSeries({ db }: Context, series_id: string, from = ''): Promise<Subject[]> {
  const dates = db
    .selectFrom('meetings')
    .where('meetings.series_id', '=', series_id)
    .where((eb) => eb(eb.fn.coalesce('meetings.series_local', 'meetings.start_local'), '>=', from))
  const meetings = await dates.select('meetings.id').orderBy('meetings.starts_at').orderBy('meetings.id').execute()
  const institutions = await dates
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .select('participants.institution_id')
    .distinct()
    .where('participants.institution_id', 'is not', null)
    .orderBy('participants.institution_id')
    .execute()
  return [
    ...meetings.map(({ id }) => ({ type: 'meeting' as const, id })),
    ...institutions.map(({ institution_id }) => ({ type: 'institution' as const, id: institution_id! })),
  ]
}
