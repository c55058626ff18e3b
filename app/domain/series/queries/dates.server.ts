import { listDatesOf, type Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { listSeries, visibleSeries, type Series } from '../queries.server.ts'
import { placeOf } from '../rules.ts'

/** The dates of a series that the viewer may see, in the order of its rule. One query. */
export const listDates = (ctx: Context, series_id: string): Promise<Meeting[]> => listDatesOf(ctx, { page: 1 }, [series_id])

/** The dates of the rule that do not take place, in order. One query. */
export function listRemovals({ db }: Context, series_id: string) {
  return db
    .selectFrom('series_removals')
    .select(['series_local', 'why', 'reason'])
    .where('series_id', '=', series_id)
    .orderBy('series_local')
    .execute()
}

/** Where a meeting stands in its series: «4 de 12», what comes before and after. One query. */
export async function findPlace(ctx: Context, { id, series_id }: Pick<Meeting, 'id' | 'series_id'>) {
  if (!series_id) return undefined
  const dates = (await listDates(ctx, series_id)).map((date) => ({ id: date.id, folio: date.folio, start_local: date.start_local!, place: placeOf(date) }))
  const at = dates.findIndex((date) => date.id === id)
  return at < 0 ? undefined : { number: at + 1, of: dates.length, previous: dates[at - 1], next: dates[at + 1] }
}

/**
 * The folios, among these meetings, of those that something hangs from: points, minutes, agreements, commitments, notes,
 * invitations. They may be called off, not taken away.
 */
export async function listKept({ db }: Context, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('meetings')
    .select('folio')
    .where('id', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['in_progress', 'held', 'closed']),
        eb('id', 'in', eb.selectFrom('agenda_items').select('meeting_id')),
        eb('id', 'in', eb.selectFrom('minutes').select('minutes.meeting_id')),
        eb('id', 'in', eb.selectFrom('minutes_entries').select('minutes_entries.meeting_id')),
        eb.exists(eb.selectFrom('agreements').select('agreements.id').whereRef('agreements.meeting_id', '=', 'meetings.id')),
        eb.exists(eb.selectFrom('commitments').select('commitments.id').whereRef('commitments.meeting_id', '=', 'meetings.id')),
        eb.exists(eb.selectFrom('meeting_invitations').select('meeting_invitations.id').whereRef('meeting_invitations.meeting_id', '=', 'meetings.id')),
        eb('id', 'in', eb.selectFrom('internal_notes').select('subject_id').where('subject_type', '=', 'meeting')),
      ]),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(({ folio }) => folio)
}

/** The series that goes on where this one was ended, if the viewer may see any of its dates. One query. */
export async function findContinuation(ctx: Context, series_id: string): Promise<string | null> {
  const row = await visibleSeries(ctx).where('meeting_series.continues_id', '=', series_id).orderBy('meeting_series.id').executeTakeFirst()
  return row?.id ?? null
}

/**
 * The series that continue one another, this one among them, in the order of their first dates: those before it, those
 * after it, and what else came out of those. Two queries.
 */
export async function listLine(ctx: Context, series_id: string): Promise<Series[]> {
  const rows = await ctx.db
    .withRecursive('line', (db) =>
      db
        .selectFrom('meeting_series')
        .select(['id', 'continues_id'])
        .where('id', '=', series_id)
        .union((query) =>
          query
            .selectFrom('meeting_series as other')
            .innerJoin('line', (join) =>
              join.on((eb) => eb.or([eb('other.id', '=', eb.ref('line.continues_id')), eb('other.continues_id', '=', eb.ref('line.id'))])))
            .select(['other.id', 'other.continues_id'])))
    .selectFrom('line')
    .select('line.id')
    .execute()
  const line = await listSeries(ctx, rows.map(({ id }) => id))
  return [...line.values()].toSorted((a, b) => (`${a.start_local} ${a.id}` < `${b.start_local} ${b.id}` ? -1 : 1))
}
