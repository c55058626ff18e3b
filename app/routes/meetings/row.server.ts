import type { Meeting, Outcomes } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { hoursText } from '#app/domain/meetings/rules/when.ts'
import { meetingKinds } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

export type MeetingRow = ReturnType<typeof rowOf>

/** A meeting as the list shows it: everything written out, nothing left for the browser to compute. */
export function rowOf(ctx: Context, meeting: Meeting, { institutions, agreements, open_commitments }: Outcomes) {
  const day = startDay(meeting)
  return {
    id: meeting.id,
    folio: meeting.folio,
    title: meeting.title,
    state: meeting.state,
    kind: meetingKinds[meeting.kind],
    repeats: meeting.series_id !== null,
    day: { on: day, text: formatDay(day), title: formatLongDay(day) },
    hours: hoursText(meeting, ctx.viewer.zone),
    place: meeting.place ?? meeting.commune_name,
    owner: meeting.owner_name,
    with: institutions.length > 2 ? `${institutions[0]} y ${institutions.length - 1} más` : institutions.join(' y '),
    agreements,
    open_commitments,
  }
}
