import { Temporal } from 'temporal-polyfill'

import { exact } from './text.server.ts'
import { zoneHere, zoneSince } from './zones.server.ts'

/**
 * The instant of a local `YYYY-MM-DDTHH:MM`, refused when the clock skips it. `sure` says that every program reads it
 * alike from the zone's block: the clock does not repeat it, and the block is already true by then.
 */
export function moment(local: string, zone: string, second = false) {
  const [first, last] = readings(localTime(local), zoneHere(zone))
  if (!first.toPlainDateTime().equals(last.toPlainDateTime())) throw new Error(`${local} does not exist in ${zone}`)
  return { value: second ? last : first, sure: first.equals(last) && local.slice(0, 10) >= zoneSince(zone) }
}

/** Both readings of a local time. Nearly always they are one, and asking for it first halves the cost of a feed. */
function readings(local: Temporal.PlainDateTime, zone: string) {
  try {
    const only = local.toZonedDateTime(zone, { disambiguation: 'reject' })
    return [only, only] as const
  } catch {
    const at = (disambiguation: 'earlier' | 'later') => local.toZonedDateTime(zone, { disambiguation })
    return [at('earlier'), at('later')] as const
  }
}

export const localTime = (local: string) => Temporal.PlainDateTime.from(exact(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, local))
export const localDay = (day: string) => Temporal.PlainDate.from(exact(/^\d{4}-\d\d-\d\d$/, day))

/** ISO-8601 UTC, as stored, for the stamps. */
export const stamp = (instant: string) => new Date(exact(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, instant))

/** `20260906T093000`, with `Z` when it is an instant. */
export function basic(time: Temporal.Instant | Temporal.PlainDateTime) {
  return time.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}
