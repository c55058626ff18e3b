/**
 * Hours and zones, and days in words; the arithmetic of days is in days.ts. A local time is `YYYY-MM-DDTHH:MM` and means
 * nothing without its IANA zone, an instant is ISO-8601 UTC with milliseconds, as `Date.toISOString()` writes it.
 */

import { Temporal } from 'temporal-polyfill'

import { daysBetween, formatDay } from './days.ts'

const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', ...options })

const longDay = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const dayMonth = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
const shortDay = formatter({ weekday: 'short', day: 'numeric' })

/** The day it is in a zone at an instant. Lists ask it of every row, and a formatter answers far sooner than Temporal. */
export function todayIn(zone: string, now: Date) {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: runtimeZone(zone), dateStyle: 'short' })
  calendars.set(zone, calendar)
  return calendar.format(now)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** «martes 24 de noviembre de 2026». */
export const formatLongDay = (day: string) => written(longDay, day)

/** «martes 24 de noviembre». */
export const formatDayMonth = (day: string) => written(dayMonth, day)

/** «mar 24». */
export const formatShort = (day: string) => written(shortDay, day)

/** «15:05», of a local time. */
export const formatTime = (local: string) => local.slice(11, 16)

/** «24-11-2026 15:05», of an instant read in a zone. */
export function formatInstant(utc: string, zone: string) {
  const local = localOf(utc, zone)
  return `${formatDay(local)} ${formatTime(local)}`
}

/** How far a day is from today: «hace 4 días», «ayer», «hoy», «mañana», «en 3 días». */
export function agoDays(day: string, today: string) {
  const days = daysBetween(today, day)
  if (days === 0) return 'hoy'
  if (days === 1) return 'mañana'
  if (days === -1) return 'ayer'
  return days > 0 ? `en ${days} días` : `hace ${-days} días`
}

/** The local time (to the minute) of an instant in a zone. */
export const localOf = (utc: string, zone: string) =>
  zoned(utc, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

export type LocalReading =
  | { kind: 'ok'; utc: string }
  | { kind: 'missing'; next: string }
  | { kind: 'twice'; first: string; second: string }

/** Whether a local time happens once, never (with the next one that does) or twice, when clocks change. */
export function readLocal(local: string, zone: string): LocalReading {
  const first = inZone(local, zone, 'earlier')
  const second = inZone(local, zone, 'later')
  if (first.epochMilliseconds === second.epochMilliseconds) return { kind: 'ok', utc: utcOf(first) }
  if (second.toPlainDateTime().equals(Temporal.PlainDateTime.from(local))) {
    return { kind: 'twice', first: utcOf(first), second: utcOf(second) }
  }
  const change = first.getTimeZoneTransition('next') ?? second
  return { kind: 'missing', next: change.toPlainDateTime().toString({ smallestUnit: 'minute' }) }
}

/**
 * The instant of a local time. `repeatedHour` chooses when the time happens twice (0 the first, 1 the second); one
 * that does not exist moves forward by the hour that was skipped.
 */
export const toUtc = (local: string, zone: string, repeatedHour: 0 | 1 = 0) =>
  utcOf(inZone(local, zone, repeatedHour === 1 ? 'later' : 'compatible'))

/** Days already written: a page says the same ones over and over. */
const said = new Map<Intl.DateTimeFormat, Map<string, string>>()
const MOST_SAID = 2_000

function written(format: Intl.DateTimeFormat, day: string) {
  const known = said.get(format) ?? new Map<string, string>()
  const text = known.get(day) ?? format.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds).replace(/[,.]/g, '')
  if (known.size >= MOST_SAID) known.clear()
  said.set(format, known.set(day, text))
  return text
}

const zoned = (utc: string, zone: string) => Temporal.Instant.from(utc).toZonedDateTimeISO(runtimeZone(zone))

const inZone = (local: string, zone: string, disambiguation: 'earlier' | 'later' | 'compatible') =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(runtimeZone(zone), { disambiguation })

const utcOf = (time: Temporal.ZonedDateTime) => time.toInstant().toString({ fractionalSecondDigits: 3 })

/** Runtimes with a zone table older than 2025b do not know Coyhaique, which has kept the time of Punta Arenas since. */
function runtimeZone(zone: string) {
  return zone === 'America/Coyhaique' && !knowsCoyhaique ? 'America/Punta_Arenas' : zone
}

const knowsCoyhaique = isKnownZone('America/Coyhaique')

function isKnownZone(zone: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
