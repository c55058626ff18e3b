import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import type { FeedDetail } from '#app/domain/feeds/terms.ts'
import { listMeetingsIn, readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { calendarOf } from '#app/lib/ics.server.ts'

import { commitmentEntry, isPublished, meetingEntry } from './rules/entries.server.ts'

/** Days: `from` inclusive, `until` exclusive. */
type Asked = { name: string; detail: FeedDetail; include_due: boolean; from: string; until: string }

/** The calendar as iCalendar text: the meetings of the filter that the viewer may see and, when asked, due dates. */
export async function renderCalendar(ctx: Context, filter: URLSearchParams, asked: Asked): Promise<string> {
  const base = baseUrl()
  const now = today(ctx)
  const meetings = await listMeetingsIn(ctx, readMeetingFilter(filter), asked.from, asked.until)
  const entries = meetings
    .filter((meeting) => isPublished(meeting, now))
    .map((meeting) => meetingEntry(meeting, asked.detail, base))
  const due = asked.include_due ? await listDue(ctx, asked.from, asked.until) : []
  return calendarOf(asked.name, [...entries, ...due.map((commitment) => commitmentEntry(commitment, asked.detail, base))])
}

/** Open commitments of the viewer that fall due between two days. */
export async function listDue(ctx: Context, from: string, until: string) {
  const rows = await visibleCommitments(ctx)
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.created_at'])
    .select(['commitments.updated_at', 'commitments.version', 'debtor.short_name as debtor_name'])
    .where('commitments.due_on', '>=', from)
    .where('commitments.due_on', '<', until)
    .where('commitments.closed_on', 'is', null)
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()
  return rows.flatMap(({ due_on, ...row }) => (due_on ? [{ ...row, due_on }] : []))
}
