import { ANSWERED_BEFORE } from '#app/domain/meetings/rules/participants.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { meetingUid } from '#app/lib/ics.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import { findSeries, listSlots, type Series } from '../queries.server.ts'
import { addMinutes, minutesBetween } from '../rules/dates.server.ts'

/**
 * «Esta y las siguientes»: the series ends before the date of its rule that stands at `place`, and another goes on from
 * there with its own uid; the meetings are the same, with their folios and agendas. A series that has no date before it
 * is its own continuation, unless it must be told `anew`: what programs know of its exceptions is left behind with the
 * uid. Called inside a transaction.
 */
export async function splitSeries(ctx: Context, series: Series, place: string, { anew = false } = {}): Promise<Series> {
  const { db, now, viewer } = ctx
  const from = (await listSlots(ctx, [series.id])).get(series.id)!.findLast((local) => local <= place)
  if (!from) return series
  const before = await db
    .selectFrom('meetings')
    .select('id')
    .where('series_id', '=', series.id)
    .where((eb) => eb(eb.fn.coalesce('series_local', 'start_local'), '<', from))
    .executeTakeFirst()
  if (!before && !anew) return series

  const id = newId(now.getTime())
  const at = now.toISOString()
  const { uid: _, sequence: __, asked_sequence: ___, version: ____, changed_at: _____, created_at: ______, ...kept } = series
  const end_local = addMinutes(from, minutesBetween(series.start_local, series.end_local))
  const stamps = { changed_at: at, created_at: at, created_by: viewer.id, updated_at: at, updated_by: viewer.id }
  await db
    .insertInto('meeting_series')
    .values({ ...kept, id, uid: meetingUid(id), start_local: from, end_local, continues_id: series.id, ...stamps })
    .execute()
  await db
    .updateTable('meetings')
    .set({ series_id: id, asked_sequence: null })
    .where('series_id', '=', series.id)
    .where((eb) => eb(eb.fn.coalesce('series_local', 'start_local'), '>=', from))
    .execute()
  await forgetAnswers(ctx, id)
  await db.updateTable('series_removals').set({ series_id: id }).where('series_id', '=', series.id).where('series_local', '>=', from).execute()
  await endOn(ctx, series.id, addDays(from.slice(0, 10), -1))
  return found(await findSeries(ctx, id))
}

/** What guests answered was of the numbers of another uid: it is asked again, whatever the new one counts up to. */
async function forgetAnswers({ db }: Context, series_id: string) {
  await db
    .updateTable('participants')
    .set({ rsvp_sequence: ANSWERED_BEFORE })
    .where('rsvp_sequence', 'is not', null)
    .where('meeting_id', 'in', db.selectFrom('meetings').select('id').where('series_id', '=', series_id).where('series_local', 'is not', null))
    .execute()
}

/** The last day of a series is part of what calendars print. */
export async function endOn({ db, now, viewer }: Context, series_id: string, last_on: string) {
  const at = now.toISOString()
  await db
    .updateTable('meeting_series')
    .set((eb) => ({ last_on, sequence: eb('sequence', '+', 1), changed_at: at, version: eb('version', '+', 1), updated_at: at, updated_by: viewer.id }))
    .where('id', '=', series_id)
    .execute()
}
