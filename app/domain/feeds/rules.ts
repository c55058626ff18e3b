import { addDays, addMonths } from '#app/lib/days.ts'

const DAYS_BACK = 90
const MONTHS_AHEAD = 18

/** The days a calendar program receives: `from` inclusive, `until` exclusive. */
export const windowOf = (today: string) => ({ from: addDays(today, -DAYS_BACK), until: addMonths(today, MONTHS_AHEAD) })

const LIFE_MONTHS = 12

/** A link works for a year from the moment it is made or extended. */
export function expiryFrom(now: Date): string {
  const expires = new Date(now)
  expires.setUTCMonth(expires.getUTCMonth() + LIFE_MONTHS)
  return expires.toISOString()
}

/** The ways into a subscribed calendar; each holds the secret. */
export function addressesOf(base: string, shownOnce: string) {
  const address = `${base}/cal/${shownOnce}.ics`
  const webcal = address.replace(/^https?:/, 'webcal:')
  return {
    address,
    webcal,
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
    outlook: `webcal:${address}`,
  }
}

const programs: [agent: RegExp, name: string][] = [
  [/google/i, 'Google Calendar'],
  [/microsoft|outlook|office|exchange/i, 'Outlook'],
  [/thunderbird|lightning/i, 'Thunderbird'],
  [/ipad|iphone|ios\/|dataaccessd/i, 'iPhone o iPad'],
  [/mac ?os|macintosh|calendaragent|ical\//i, 'Mac'],
  [/android|icsx5|davx/i, 'Android'],
  [/mozilla|chrome|safari/i, 'un navegador'],
]

/** Which program asked, in a word; a program we do not know by what it calls itself. */
export const programOf = (agent: string | null) =>
  agent === null ? null : (programs.find(([pattern]) => pattern.test(agent))?.[1] ?? (agent.split(/[/ (]/)[0]!.slice(0, 30) || 'otro programa'))
