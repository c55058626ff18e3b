import { addDays } from '#app/lib/days.ts'

/** How long a link works, and how long a device that it opened is remembered. */
export const LINK_DAYS = 90
/** How long a colleague may answer for a commitment. */
export const ERRAND_DAYS = 30

/** ISO-8601 UTC: when what begins now ends, after so many days. */
export function endOf(now: Date, days: number) {
  const at = now.toISOString()
  return `${addDays(at.slice(0, 10), days)}${at.slice(10)}`
}

/** Where a link leads: to the list of an institution, or to the one commitment of an errand. */
export const landingOf = ({ folio }: { folio: string | null }) => (folio ? `/m/compromisos/${folio}` : '/m')
