import type { Series } from '#app/domain/series/queries.server.ts'
import { minutesBetween } from '#app/domain/series/rules/dates.server.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

/** Whether the file gives a series another rule, hour, length or end. One without end is never read with the same one. */
export function isRescheduled(series: Series, { repeats, start_local, end_local }: EntryFacts) {
  const same = repeats!.rule === series.rule
    && start_local!.slice(11) === series.start_local.slice(11)
    && minutesBetween(start_local!, end_local!) === minutesBetween(series.start_local, series.end_local)
  return !same || (repeats!.ends && repeats!.last_on !== series.last_on)
}
