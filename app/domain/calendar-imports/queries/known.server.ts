import { listMeetingsById, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listSeries, type Series } from '#app/domain/series/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** What an earlier import left of an entry. */
export type Known = {
  source_uid: string
  source_recurrence: string
  sequence: number
  content_hash: string
  discarded_at: string | null
  meeting: Meeting | null
  series: Series | null
  /** Meetings of its own, when its rule could not be a series. */
  dates: number
}

export const keyOf = ({ source_uid, source_recurrence }: { source_uid: string; source_recurrence: string }) =>
  `${source_uid}\n${source_recurrence}`

const CHUNK = 500

/** What earlier imports left of these UIDs, by key. Whoever imported them. */
export async function listKnown(ctx: Context, uids: string[]): Promise<Map<string, Known>> {
  const unique = [...new Set(uids)]
  const rows = []
  for (let at = 0; at < unique.length; at += CHUNK) {
    rows.push(...(await ctx.db.selectFrom('meeting_sources').selectAll().where('source_uid', 'in', unique.slice(at, at + CHUNK)).execute()))
  }
  const meetings = await listMeetingsById(ctx, rows.flatMap(({ meeting_id }) => meeting_id ?? []))
  const series = await listSeries(ctx, [...new Set(rows.flatMap(({ series_id }) => series_id ?? []))])
  const dates = new Map<string, number>()
  for (const { source_uid, source_recurrence, meeting_id } of rows) {
    if (source_recurrence && meeting_id) dates.set(source_uid, (dates.get(source_uid) ?? 0) + 1)
  }
  return new Map(rows.map((row) => [
    keyOf(row),
    {
      ...row,
      meeting: meetings.get(row.meeting_id ?? '') ?? null,
      series: series.get(row.series_id ?? '') ?? null,
      dates: row.source_recurrence ? 0 : (dates.get(row.source_uid) ?? 0),
    },
  ]))
}
