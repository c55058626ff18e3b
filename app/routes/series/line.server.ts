import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { findPlace } from '#app/domain/series/queries/dates.server.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'

/** Where a meeting stands in its series, in words; null when it is of none. Two queries. */
export async function findSeriesLine(ctx: Context, meeting: Pick<Meeting, 'id' | 'series_id'>) {
  const place = await findPlace(ctx, meeting)
  if (!place) return null
  const { id, rule, start_local, last_on } = found(await findSeries(ctx, meeting.series_id!))
  const near = (date: typeof place.next) => date && { folio: date.folio, day: formatDay(date.start_local.slice(0, 10)) }
  return {
    id,
    words: `${ruleWords(rule, start_local.slice(0, 10))}, hasta el ${formatDay(last_on)}`,
    place: `${place.number} de ${place.of}`,
    previous: near(place.previous),
    next: near(place.next),
  }
}

export type SeriesLine = NonNullable<Awaited<ReturnType<typeof findSeriesLine>>>
