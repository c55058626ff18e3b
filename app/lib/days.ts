/**
 * Days of the calendar, `YYYY-MM-DD`, without zones: plain arithmetic, so that the browser may count a term with the
 * very code the server counts it with.
 */

// «−003…» and «+012026» are days for a machine; for us a year has four figures.
const DAY = /^\d{4}-\d{2}-\d{2}$/
export const DAY_MS = 86_400_000

export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && written(at) === text
}

/** Moves a day by `n` days, back when negative. */
export const addDays = (day: string, n: number) => written(Date.parse(day) + n * DAY_MS)

/** The same day number `n` months later, else the last day of that month. */
export function addMonths(day: string, n: number) {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const target = Date.UTC(year, month - 1 + n, 1)
  const last = new Date(target).getUTCMonth()
  const moved = target + (date - 1) * DAY_MS
  return written(new Date(moved).getUTCMonth() === last ? moved : Date.UTC(year, month + n, 0))
}

/** Days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string) => new Date(Date.parse(day)).getUTCDay() || 7

/** «24-11-2026». */
export const formatDay = (day: string) => `${day.slice(8, 10)}-${day.slice(5, 7)}-${day.slice(0, 4)}`

/** Beyond the year 9999 it still counts, though what it writes is no day of ours. */
const written = (at: number) => new Date(at).toISOString().split('T')[0]!
