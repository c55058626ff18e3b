import { Temporal } from 'temporal-polyfill'

import type { Entry, LocalTime } from './entry.server.ts'
import { basic, localDay, localTime } from './moment.server.ts'
import { isDateOf, nextDateOf, ruleText } from './rule.server.ts'
import { zoneHere, zoneSince } from './zones.server.ts'

type Master = Entry & Required<Pick<Entry, 'series' | 'time'>>

/**
 * The entries as they may be printed together: a UID stands for one entry or for one series with its exceptions, and
 * these agree with it. A series older than its zone's block starts at its first date inside it.
 */
export function consistent(entries: Entry[]): Entry[] {
  const masters = new Map<string, { whole: Master; printed: Master }>()
  const seen = new Set<string>()
  for (const entry of entries) {
    const key = `${entry.uid} ${entry.replaces ?? ''}`
    if (seen.has(key)) throw new Error(`twice in one calendar: ${key}`)
    seen.add(key)
    if (isMaster(entry)) masters.set(entry.uid, { whole: entry, printed: trimmed(entry) })
  }
  return entries.flatMap((entry) => {
    const series = masters.get(entry.uid)
    if (!series) return [entry]
    if (entry.replaces === undefined) return [series.printed]
    permitException(entry, entry.replaces, series.whole)
    return entry.replaces < series.printed.time.start ? [] : [entry]
  })
}

/** RRULE with UNTIL at the end of the last local day, so that no program drops the last date; and EXDATE, if any. */
export function recurrence({ series, time }: Master) {
  const { rule, last, removed } = series
  const until = last && localDay(last).toPlainDateTime('23:59:59')
    .toZonedDateTime(zoneHere(time.zone), { disambiguation: 'later' }).toInstant()
  const dates = removed.map((local) => basic(localTime(local)))
  const exclusions = dates.length > 0 ? [`EXDATE;TZID=${zoneHere(time.zone)}:${dates.join(',')}`] : []
  return [`RRULE:${ruleText(rule)}${until ? `;UNTIL=${basic(until)}` : ''}`, ...exclusions].join('\r\n')
}

export function isMaster(entry: Entry): entry is Master {
  if (!entry.series) return false
  if (!entry.time || entry.replaces) throw new Error('a series has hours, and is no exception of another')
  return true
}

function trimmed(master: Master): Master {
  const { rule, last, removed } = master.series
  const first = firstDay(master)
  if (last && localDay(last).toString() < first.toString()) throw new Error('a series ends before it starts')
  permitDate(master, master.time.start)

  const since = localDay(zoneSince(master.time.zone))
  const printed = Temporal.PlainDate.compare(first, since) < 0 ? nextDateOf(rule, first, since) : first
  if (!printed || (last && printed.toString() > last)) throw new Error('a series without a date that can be printed')

  const inside = removed.filter((local) => local >= printed.toString() && (!last || local.slice(0, 10) <= last))
  for (const local of inside) permitDate(master, local)
  return { ...master, time: shifted(master.time, first.until(printed)), series: { ...master.series, removed: inside } }
}

function permitException(entry: Entry, replaces: string, master: Master) {
  if (entry.sequence !== master.sequence) throw new Error('an exception has the sequence of its series')
  if (entry.time?.zone !== master.time.zone) throw new Error('an exception has the zone of its series')
  permitDate(master, replaces)
}

function permitDate(master: Master, local: string) {
  const { rule, last } = master.series
  const date = localTime(local)
  const sameHour = date.toPlainTime().equals(localTime(master.time.start).toPlainTime())
  const inside = !last || local.slice(0, 10) <= last
  if (sameHour && inside && isDateOf(rule, firstDay(master), date.toPlainDate())) return
  throw new Error(`${local} is not a date of the series`)
}

const firstDay = (master: Master) => localTime(master.time.start).toPlainDate()

function shifted(time: LocalTime, by: Temporal.Duration): LocalTime {
  const later = (local: string) => localTime(local).add(by).toString({ smallestUnit: 'minute' })
  return { ...time, start: later(time.start), end: later(time.end) }
}
