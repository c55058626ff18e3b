import { readLocal } from '../dates.ts'
import { addMonths, formatDay } from '../days.ts'
import { plural } from '../text.ts'
import { instantOf, kept, localBeside, localIn, type Moment } from './moments.server.ts'
import type { Repeats } from './reading.server.ts'
import { datesFrom, readRule, textOf, type Rule } from './rules.server.ts'
import { isOurs } from './zones.server.ts'

const MOST_DATES = 400
const MOST_MONTHS = 60
const MONTHS_BACK = 12

/**
 * The dates of a rule, from a year before `today` until five years after its first one, 400 at most; one that ended before
 * is taken from its first date. Throws an Error
 * whose message is a Spanish sentence when the rule cannot be followed.
 */
export function repeatsOf(text: string, start: Moment, removed: Moment[], { today, home, notes }: { today: string; home: string; notes: string[] }) {
  const rule = readRule(text)
  const time = `T${start.time}`
  const end = endOf(rule, start)
  const horizon = addMonths(today > start.day ? today : start.day, MOST_MONTHS)
  const until = end && end.slice(0, 10) < horizon ? end.slice(0, 10) : horizon
  const between = (from: string, most: number) =>
    datesFrom(rule, start.day, from, until, most).filter((day) => !end || `${day}${time}` <= end)
  const [first] = between(start.day, 1)
  if (!first) throw new Error('Su repetición no da ninguna fecha.')
  if (first !== start.day) throw new Error('Su primera fecha no es una de las que da su repetición.')

  const back = addMonths(today, -MONTHS_BACK)
  const counted = rule.count ? between(start.day, rule.count) : undefined
  const late = start.day >= back ? [] : (counted?.filter((day) => day >= back) ?? between(back, MOST_DATES + 1))
  const recent = late.length > 0 ? late : (counted ?? between(start.day, MOST_DATES + 1))
  if (recent[0]! > start.day) notes.push(`Se repite desde el ${formatDay(start.day)}: se traen sus fechas desde el ${formatDay(recent[0]!)}.`)
  const latest = addMonths(recent[0]!, MOST_MONTHS)
  const days = recent.filter((day) => day <= latest).slice(0, MOST_DATES)
  const last = days.at(-1)!
  if (!rule.count && !rule.until) notes.push(`No dice cuándo termina: queda hasta el ${formatDay(last)}.`)
  else if (days.length < recent.length) notes.push(`Son demasiadas fechas para una serie: queda hasta el ${formatDay(last)}.`)
  else if (rule.count) notes.push(`Se repite ${plural(rule.count, 'vez', 'veces')}: queda hasta el ${formatDay(last)}.`)

  const off = new Set(removed.map((moment) => removedLocal(moment, start)))
  const starts = days.map((day) => `${day}${time}`)
  const remaining = starts.filter((local) => !off.has(local))
  if (remaining.length === 0) throw new Error('Todas las fechas de su repetición están quitadas.')

  const keeps = isKept(rule, start)
  if (!keeps) notes.push('Su repetición no cabe en una serie nuestra: cada fecha queda como una reunión suelta.')
  const repeats: Repeats = {
    source: [`${start.day}${time}`, start.named ?? '', text.trim().toUpperCase(), ...Array.from(off).sort()].join(' '),
    rule: textOf(rule),
    last_on: last,
    ends: Boolean(rule.count ?? rule.until),
    removed: starts.filter((local) => off.has(local)),
    dates: keeps ? remaining : remaining.map((local) => keptLocal(local, start, home)),
    keeps,
  }
  return { first: starts[0]!, repeats }
}

/** The last local moment of the rule in the zone of its start. */
function endOf({ until, untilIsUtc }: Rule, start: Moment) {
  if (!until) return null
  return untilIsUtc ? localBeside(new Date(`${until}Z`).toISOString(), start) : until.slice(0, 16)
}

/** An EXDATE as a local start of the series; one that names only the day takes the hour of the series. */
function removedLocal(moment: Moment, start: Moment) {
  if (!moment.time) return `${moment.day}T${start.time}`
  const isFloating = (one: Moment) => !one.isUtc && !one.zone
  if (isFloating(moment) || isFloating(start) || (!moment.isUtc && moment.zone?.name === start.zone?.name)) return localIn(moment)
  return localBeside(instantOf(moment), start)
}

const keptLocal = (local: string, start: Moment, home: string) =>
  start.zone || start.isUtc ? kept({ ...start, day: local.slice(0, 10) }, home).local : local

/** Whether app/lib/ics/rule.server.ts gives the same dates, at an hour that every program reads alike. */
function isKept(rule: Rule, start: Moment) {
  const { freq, interval, wkst, byday, bymonth, bysetpos } = rule
  if (start.isUtc || (start.zone && !isOurs(start.zone))) return false
  if (start.zone && 'iana' in start.zone && readLocal(localIn(start), start.zone.iana).kind !== 'ok') return false
  if (freq === 'WEEKLY' && wkst !== 0 && interval > 1) return false
  return freq !== 'YEARLY' || ((byday.length === 0 || bymonth.length > 0) && bysetpos.length === 0)
}
