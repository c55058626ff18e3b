/** Watches that the zone blocks we print still agree with the platform's tables: Chile changes its rules in weeks. */

import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

import { basic, localDay } from './ics/moment.server.ts'
import { type Suspects, vtimezone, zoneHere, zoneNames, zoneSince } from './ics/zones.server.ts'

/** Offsets in seconds that block and platform give for one local time. */
export type ZoneDifference = { zone: string; local: string; block: number; platform: number }

const YEARS = 6
const QUARTER_HOURS = Array.from({ length: 49 }, (_, index) => (index - 24) * 15)

let found: { year: number; suspects: Suspects } | undefined

/** Compares block and platform at every noon and around every change of the years asked; nothing is good news. */
export function checkZones(fromYear: number, years = YEARS, blockOf = vtimezone): ZoneDifference[] {
  return zoneNames.flatMap((zone) => {
    const block = readBlock(zone, blockOf(zone))
    const since = localDay(zoneSince(zone))
    const january = Temporal.PlainDate.from({ year: fromYear, month: 1, day: 1 })
    const from = Temporal.PlainDate.compare(january, since) < 0 ? since : january
    return [...atNoons(zone, block, from, fromYear + years), ...aroundChanges(zone, block, from, fromYear + years - 1)]
  })
}

/**
 * The zones not to be trusted until their constants are corrected, with a block that lists the changes one by one.
 * Asked once per process and year; `calendar` prints single entries of these zones in UTC. Raise an alarm at boot when
 * it is not empty.
 */
export function suspectZones(fromYear = new Date().getUTCFullYear(), blockOf = vtimezone): Suspects {
  if (blockOf === vtimezone && found?.year === fromYear) return found.suspects
  const zones = new Set(checkZones(fromYear, YEARS, blockOf).map(({ zone }) => zone))
  const suspects = new Map([...zones].map((zone) => [zone, listedBlock(zone, fromYear + YEARS)]))
  if (blockOf === vtimezone) found = { year: fromYear, suspects }
  return suspects
}

/** A VTIMEZONE without rules: every change that the platform knows, from the zone's first safe day to a year's end. */
export function listedBlock(zone: string, untilYear: number) {
  const first = localDay(zoneSince(zone)).toZonedDateTime(zoneHere(zone))
  const rows = changes(first, untilYear).flatMap((change) => {
    const before = change.subtract({ seconds: 1 })
    const kind = change.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
    return observance(kind, before.toPlainDateTime().add({ seconds: 1 }), before.offset, change.offset)
  })
  const base = observance('STANDARD', first.toPlainDateTime(), first.offset, first.offset)
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...base, ...rows, 'END:VTIMEZONE'].join('\r\n')
}

function observance(kind: string, local: Temporal.PlainDateTime, before: string, after: string) {
  const [from, to] = [before, after].map((offset) => offset.replace(':', ''))
  return [`BEGIN:${kind}`, `DTSTART:${basic(local)}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`,
    `TZNAME:${to?.slice(0, 3)}`, `END:${kind}`]
}

/** The platform is asked at the instant that the block gives: when they agree there, the noon is right. */
function atNoons(zone: string, block: ICAL.Timezone, from: Temporal.PlainDate, endYear: number) {
  const platform = new Intl.DateTimeFormat('en-US', { timeZone: zoneHere(zone), timeZoneName: 'longOffset' })
  const days = Math.max(0, from.until({ year: endYear, month: 1, day: 1 }).days)
  return Array.from({ length: days }, (_, index) => {
    const noon = new Date(Date.UTC(from.year, from.month - 1, from.day + index, 12))
    const printed = blockOffset(block, noon)
    return difference(zone, noon, printed, offsetIn(platform.format(noon.getTime() - printed * 1000)))
  }).flat()
}

/** The hours that the clock skips or repeats are left out: programs disagree there, and we print none of them. */
function aroundChanges(zone: string, block: ICAL.Timezone, from: Temporal.PlainDate, untilYear: number) {
  return changes(from.toZonedDateTime(zoneHere(zone)), untilYear).flatMap((change) =>
    QUARTER_HOURS.flatMap((minutes) => {
      const local = change.toPlainDateTime().add({ minutes })
      const first = local.toZonedDateTime(change.timeZoneId, { disambiguation: 'earlier' })
      if (!first.equals(local.toZonedDateTime(change.timeZoneId, { disambiguation: 'later' }))) return []
      const time = new Date(`${local.toString({ smallestUnit: 'second' })}Z`)
      return difference(zone, time, blockOffset(block, time), first.offsetNanoseconds / 1e9)
    }))
}

const difference = (zone: string, local: Date, block: number, platform: number): ZoneDifference[] =>
  block === platform ? [] : [{ zone, local: local.toISOString().slice(0, 16), block, platform }]

function readBlock(zone: string, text: string) {
  return new ICAL.Timezone({ tzid: zone, component: new ICAL.Component(ICAL.parse(text)) })
}

/** `local` carries the local time in its UTC fields. */
function blockOffset(block: ICAL.Timezone, local: Date) {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()]
  const [hour, minute] = [local.getUTCHours(), local.getUTCMinutes()]
  const time = new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate: false }, ICAL.Timezone.localTimezone)
  return block.utcOffset(time)
}

/** Seconds of «1/1/2026, GMT-03:00». */
function offsetIn(text: string) {
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60)
}

function changes(from: Temporal.ZonedDateTime, untilYear: number) {
  const found: Temporal.ZonedDateTime[] = []
  let next = from.getTimeZoneTransition('next')
  while (next && next.year <= untilYear) {
    found.push(next)
    next = next.getTimeZoneTransition('next')
  }
  return found
}
