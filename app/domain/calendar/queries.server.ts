import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import type { FeedDetail } from '#app/domain/feeds/terms.ts'
import { listDatesOf, listMeetingsIn, readMeetingFilter, type Meeting, type MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { belongsTo } from '#app/domain/meetings/queries/filter.server.ts'
import { listSeries, listSlots } from '#app/domain/series/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { found } from '#app/lib/errors.ts'
import { calendar, calendarOf, type Entry } from '#app/lib/ics.server.ts'

import { commitmentEntry, isPublished, meetingEntry, pagesOf } from './rules/entries.server.ts'
import { dateEntry, isDateOfSeries, seriesEntries } from './rules/series.server.ts'

/** Days: `from` inclusive, `until` exclusive. */
type Holding = { detail: FeedDetail; include_due: boolean; from: string; until: string }
/** A file that nobody asks for again says nothing of refreshing. */
type Asked = Holding & { name: string; subscribed: boolean }

/** The calendar as iCalendar text: the meetings of the filter that the viewer may see and, when asked, due dates. */
export async function renderCalendar(ctx: Context, search: URLSearchParams, asked: Asked): Promise<string> {
  const entries = await listEntries(ctx, search, asked)
  return asked.subscribed ? calendarOf(asked.name, entries) : calendar(asked.name, entries)
}

/** What a calendar holds, before it is written. Five queries at most. */
export async function listEntries(ctx: Context, search: URLSearchParams, asked: Holding): Promise<Entry[]> {
  const pages = pagesFor(ctx)
  const filter = calendarFilter(search)
  const meetings = (await listMeetingsIn(ctx, filter, asked.from, asked.until)).filter(isPublishedOn(today(ctx)))
  const due = asked.include_due ? await listDue(ctx, filter, asked.from, asked.until) : []
  const touched = new Set(meetings.filter(isDateOfSeries).map(({ series_id }) => series_id!))
  return [
    ...meetings.filter((meeting) => !isDateOfSeries(meeting)).map((meeting) => meetingEntry(meeting, asked.detail, pages)),
    ...(await listSeriesEntries(ctx, filter, [...touched], asked.detail)),
    ...due.map((commitment) => commitmentEntry(commitment, asked.detail, pages)),
  ]
}

/** One meeting as a file: the same entry that a subscribed calendar holds, or would if it differed from its series. */
export function renderMeeting(ctx: Context, meeting: Meeting) {
  const pages = pagesFor(ctx)
  return calendar(meeting.folio, [isDateOfSeries(meeting) ? dateEntry(meeting, 'full', pages) : meetingEntry(meeting, 'full', pages)])
}

/** A whole series as a file: its dates that the viewer may see. Undefined when none is published. */
export async function renderSeries(ctx: Context, { id, title }: { id: string; title: string }) {
  const entries = await listSeriesEntries(ctx, { page: 1 }, [id], 'full')
  return entries.length > 0 ? calendar(title, entries) : undefined
}

/** Series are told whole, whatever days a calendar keeps of the rest. Four queries, however many series. */
async function listSeriesEntries(ctx: Context, filter: MeetingFilter, ids: string[], detail: FeedDetail) {
  const dates = (await listDatesOf(ctx, filter, ids)).filter(isDateOfSeries).filter(isPublishedOn(today(ctx)))
  const [series, slots] = [await listSeries(ctx, ids), await listSlots(ctx, ids)]
  const own = Map.groupBy(dates, ({ series_id }) => series_id)
  return ids.flatMap((id) => seriesEntries(found(series.get(id)), own.get(id) ?? [], slots.get(id) ?? [], detail, pagesFor(ctx)))
}

const isPublishedOn = (day: string) => (meeting: Meeting) => isPublished(meeting, day)

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
