import { calendarFilter } from '#app/domain/calendar/queries.server.ts'
import { meetingEntry, pagesOf } from '#app/domain/calendar/rules/entries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { between, matching } from '#app/domain/meetings/queries/filter.server.ts'
import { shortWhenText } from '#app/domain/meetings/rules/when.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { windowOf } from '../rules.ts'
import { feedDetails, type FeedDetail } from '../terms.ts'

/** What a subscribed calendar would show: how many meetings ahead, and the next one at each level of detail. */
export type Preview = { ahead: number; next: Record<FeedDetail, string> | null }

export async function previewFeed(ctx: Context, filter: string): Promise<Preview> {
  const day = today(ctx)
  const coming = visibleMeetings(ctx)
    .where(matching(ctx, calendarFilter(new URLSearchParams(filter))))
    .where(between(day, windowOf(day).until))
    .where('meetings.state', 'in', ['called', 'in_progress'])
    .where('meetings.ends_at', '>', ctx.now.toISOString())
  const { total } = await coming.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const next = await coming
    .select([
      'folio', 'title', 'state', 'start_local', 'end_local', 'zone', 'repeated_hour', 'from_on', 'until_on', 'starts_at',
      'place', 'link', 'description', 'reserved', 'uid', 'sequence', 'created_at', 'changed_at',
    ])
    .orderBy('starts_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!next) return { ahead: Number(total), next: null }

  const when = shortWhenText(next, ctx.viewer.zone)
  const shown = (detail: FeedDetail) => {
    const { title, place } = meetingEntry(next, detail, pagesOf('', ctx.viewer))
    return [title, place, when].filter(Boolean).join(', ')
  }
  const lines = (Object.keys(feedDetails) as FeedDetail[]).map((detail) => [detail, shown(detail)])
  return { ahead: Number(total), next: Object.fromEntries(lines) as Record<FeedDetail, string> }
}
