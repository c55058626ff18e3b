import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import type { FeedDetail } from '#app/domain/feeds/terms.ts'
import { listMeetingsIn, readMeetingFilter, type Meeting, type MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { belongsTo } from '#app/domain/meetings/queries/filter.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { calendar, calendarOf, type Entry } from '#app/lib/ics.server.ts'

import { commitmentEntry, isPublished, meetingEntry, pagesOf } from './rules/entries.server.ts'

/** Days: `from` inclusive, `until` exclusive. */
type Holding = { detail: FeedDetail; include_due: boolean; from: string; until: string }
/** A file that nobody asks for again says nothing of refreshing. */
type Asked = Holding & { name: string; subscribed: boolean }

/** The calendar as iCalendar text: the meetings of the filter that the viewer may see and, when asked, due dates. */
export async function renderCalendar(ctx: Context, search: URLSearchParams, asked: Asked): Promise<string> {
  const entries = await listEntries(ctx, search, asked)
  return asked.subscribed ? calendarOf(asked.name, entries) : calendar(asked.name, entries)
}

/** What a calendar holds, before it is written. Two queries at most. */
export async function listEntries(ctx: Context, search: URLSearchParams, asked: Holding): Promise<Entry[]> {
  const pages = pagesFor(ctx)
  const now = today(ctx)
  const filter = calendarFilter(search)
  const meetings = await listMeetingsIn(ctx, filter, asked.from, asked.until)
  const due = asked.include_due ? await listDue(ctx, filter, asked.from, asked.until) : []
  return [
    ...meetings.filter((meeting) => isPublished(meeting, now)).map((meeting) => meetingEntry(meeting, asked.detail, pages)),
    ...due.map((commitment) => commitmentEntry(commitment, asked.detail, pages)),
  ]
}

/** One meeting as a file; the same entry that a subscribed calendar holds. */
export const renderMeeting = (ctx: Context, meeting: Meeting) =>
  calendar(meeting.folio, [meetingEntry(meeting, 'full', pagesFor(ctx))])

/** What a calendar keeps of an address: views that depend on the hour belong to lists. */
export function calendarFilter(search: URLSearchParams): MeetingFilter {
  const filter = readMeetingFilter(search)
  // Whoever chose layers has left the view they came with.
  const view = filter.view === 'mias' && !filter.whose ? 'mias' : undefined
  return { ...filter, view, sort: undefined, page: 1 }
}

/**
 * Open commitments that fall due between two days, the last excluded. Whose they are is who follows them up; what a
 * filter says of meetings alone (kind, state, words) does not narrow them.
 */
export async function listDue(ctx: Context, filter: MeetingFilter, from: string, until: string) {
  const { region, institution_id, view, whose } = filter
  const [first, end] = [later(filter.from, from), earlier(filter.until && addDays(filter.until, 1), until)]
  const rows = await visibleCommitments(ctx)
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.created_at'])
    .select(['commitments.updated_at', 'commitments.version', 'debtor.short_name as debtor_name'])
    .where(matching(ctx, { region, institution_id }))
    .$if(view === 'mias', (query) => query.where('commitments.follow_up_user_id', '=', ctx.viewer.id))
    .$if(Boolean(whose?.length), (query) => query.where((eb) => belongsTo(ctx, eb.ref('commitments.follow_up_user_id'), whose!)))
    .where('commitments.due_on', '>=', first)
    .where('commitments.due_on', '<', end)
    .where('commitments.closed_on', 'is', null)
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()
  return rows.flatMap(({ due_on, ...row }) => (due_on ? [{ ...row, due_on }] : []))
}

const later = (day: string | undefined, other: string) => (day && day > other ? day : other)
const earlier = (day: string | undefined, other: string) => (day && day < other ? day : other)

const pagesFor = ({ viewer }: Context) => pagesOf(baseUrl(), viewer)
