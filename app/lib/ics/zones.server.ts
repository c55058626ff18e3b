import { Temporal } from 'temporal-polyfill'

type Observance = { kind: 'STANDARD' | 'DAYLIGHT'; from: string; before: string; after: string; month?: 4 | 9 }

/** Blocks that the platform contradicts, by zone, with the VTIMEZONE to print instead. See ics-guard.server.ts. */
export type Suspects = ReadonlyMap<string, string>

/**
 * Chile's zones, and the day from which each rule holds. The clock changes when the first Saturday of April and of
 * September ends. «First Sunday» is a week early when the 1st is a Sunday, the exact Sunday needs a rule that Outlook
 * does not read, and one block per year crashes others; Saturday one second before midnight is read alike everywhere.
 */
const zones: Record<string, { since: string; observances: Observance[] }> = {
  'America/Santiago': {
    since: '2023-04-02',
    observances: [
      { kind: 'STANDARD', from: '20230401T235959', before: '-0300', after: '-0400', month: 4 },
      { kind: 'DAYLIGHT', from: '20230902T235959', before: '-0400', after: '-0300', month: 9 },
    ],
  },
  'Pacific/Easter': {
    since: '2023-04-02',
    observances: [
      { kind: 'STANDARD', from: '20230401T220000', before: '-0500', after: '-0600', month: 4 },
      { kind: 'DAYLIGHT', from: '20230902T220000', before: '-0600', after: '-0500', month: 9 },
    ],
  },
  'America/Punta_Arenas': {
    since: '2017-01-01',
    observances: [{ kind: 'STANDARD', from: '20161204T000000', before: '-0300', after: '-0300' }],
  },
  'America/Coyhaique': {
    since: '2025-03-21',
    observances: [{ kind: 'STANDARD', from: '20250320T000000', before: '-0300', after: '-0300' }],
  },
}

/** Coyhaique left Santiago's time in 2025; runtimes with older tables know the hour under a neighbour's name. */
const neighbours: Record<string, string> = { 'America/Coyhaique': 'America/Punta_Arenas' }

export const zoneNames = Object.keys(zones)

/** Whether entries may be written in this zone. */
export const isZone = (zone: string) => Object.hasOwn(zones, zone)

/** The first local day that the zone's block tells right. */
export const zoneSince = (zone: string) => known(zone).since

/** The zone under the name this runtime knows. */
export function zoneHere(zone: string, isKnown = isKnownHere) {
  known(zone)
  return isKnown(zone) ? zone : (neighbours[zone] ?? zone)
}

/** The VTIMEZONE of a zone, without a final line break. */
export function vtimezone(zone: string) {
  const observances = known(zone).observances.flatMap((observance) => [
    `BEGIN:${observance.kind}`,
    `DTSTART:${observance.from}`,
    ...(observance.month ? [`RRULE:FREQ=YEARLY;BYMONTH=${observance.month};BYDAY=1SA`] : []),
    `TZOFFSETFROM:${observance.before}`,
    `TZOFFSETTO:${observance.after}`,
    `TZNAME:${observance.after.slice(0, 3)}`,
    `END:${observance.kind}`,
  ])
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE'].join('\r\n')
}

function known(zone: string) {
  const found = Object.hasOwn(zones, zone) ? zones[zone] : undefined
  if (!found) throw new Error(`no zone ${zone}`)
  return found
}

/** Asked three times for every entry, and always answered the same. */
const answers = new Map<string, boolean>()

function isKnownHere(zone: string) {
  const known = answers.get(zone) ?? knows(zone)
  answers.set(zone, known)
  return known
}

function knows(zone: string) {
  try {
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime(zone)
    return true
  } catch {
    return false
  }
}
