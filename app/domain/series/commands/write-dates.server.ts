import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { searchTextOf } from '#app/domain/meetings/commands/change.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { touchOf, type Guests } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { touchSeries } from './touch.server.ts'

type Changes = Partial<Omit<Meeting, 'id' | 'folio' | 'uid' | 'sequence' | 'changed_at' | 'version' | `${string}_name` | 'series_zone' | 'created_at' | 'updated_at' | 'updated_by' | 'logged_late'>>

export type DateChange = { date: Meeting; set?: Changes; guests?: Guests }

/**
 * Writes on several dates of a series as one change: its number rises once when some date moves, is called off or
 * loses a guest, unless its caller has raised it (`raised`). The activity is its caller's.
 */
export async function writeDates(ctx: Context, series_id: string, changes: DateChange[], { raised = false } = {}) {
  const { db, now, viewer } = ctx
  const at = now.toISOString()
  const touches = changes.map(({ date, set = {}, guests }) => touchOf(date, { ...date, ...set }, guests))
  for (const [index, { date, set = {} }] of changes.entries()) {
    const { rises, changed } = touches[index]!
    await db
      .updateTable('meetings')
      .set((eb) => ({
        ...set,
        search_text: searchTextOf({ ...date, ...set }),
        ...(changed ? { changed_at: at } : {}),
        ...(rises && !date.series_local ? { sequence: eb('sequence', '+', 1) } : {}),
        version: eb('version', '+', 1),
        updated_at: at,
        updated_by: viewer.id,
      }))
      .where('id', '=', date.id)
      .execute()
  }
  if (!raised && touches.some(({ rises }) => rises)) await touchSeries(ctx, series_id)
  else if (touches.some(({ changed }) => changed)) {
    await db.updateTable('meeting_series').set({ changed_at: at }).where('id', '=', series_id).execute()
  }
  await bumpAgenda(ctx)
}
