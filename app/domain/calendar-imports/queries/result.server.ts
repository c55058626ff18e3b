import { listMeetingsById } from '#app/domain/meetings/queries.server.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import type { Context } from '#app/lib/context.server.ts'

import { listEntries, totalsOf } from '../queries.server.ts'
import { listWritten } from './written.server.ts'

const MOST_LINKS = 50

/** What a confirmed import did. The caller has found it. */
export async function importResult(ctx: Context, import_id: string) {
  const entries = await listEntries(ctx, import_id)
  const { created, keeps } = await listWritten(ctx, import_id)
  const done = (kind: string) => entries.filter((entry) => entry.done === kind)
  const rows = entries.filter(({ done, meeting_id }) => meeting_id && (done === 'created' || done === 'changed'))
  const meetings = await listMeetingsById(ctx, rows.slice(0, MOST_LINKS).map(({ meeting_id }) => meeting_id!))
  return {
    totals: totalsOf(entries),
    total: entries.length,
    created: done('created').length,
    changed: done('changed').length,
    discarded: done('discarded').length,
    meetings: created.length,
    canUndo: !keeps && done('created').length + done('changed').length > 0,
    /** Chosen, and not written after all. */
    left: entries.filter(({ done, reason }) => done === 'left' && reason).map(({ line, title, reason }) => ({ line, title, reason })),
    links: rows.slice(0, MOST_LINKS).flatMap((row) => {
      const meeting = meetings.get(row.meeting_id!)
      if (!meeting) return []
      const { folio, title } = meeting
      return [{ folio, title, when: whenText(meeting, ctx.viewer.zone), repeats: Boolean(row.facts?.repeats), isChange: row.done === 'changed' }]
    }),
    more: Math.max(0, rows.length - MOST_LINKS),
    refused: entries.filter(({ outcome }) => outcome === 'refused').slice(0, 100).map(({ line, title, reason }) => ({ line, title, reason })),
  }
}
