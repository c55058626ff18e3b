import { addDays } from '#app/lib/days.ts'

/** How long a link works, and how long a device that it opened is remembered. */
export const LINK_DAYS = 90

/** ISO-8601 UTC: when a link made now stops working. */
export const expiryOf = (now: Date) => later(now, LINK_DAYS)

const later = (now: Date, days: number) => {
  const at = now.toISOString()
  return `${addDays(at.slice(0, 10), days)}${at.slice(10)}`
}
