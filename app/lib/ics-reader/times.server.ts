import ICAL from 'ical.js'

import { localOf } from '../dates.ts'
import { addDays, daysBetween } from '../days.ts'
import { line } from '../ics/text.server.ts'
import { kept, localIn, momentOf, type Moment, type Place, type ZoneFinder } from './moments.server.ts'
import type { Properties, Property } from './properties.server.ts'
import { Unreadable, type EntryFacts } from './reading.server.ts'
import { repeatsOf } from './repeats.server.ts'

const MOST_DAYS = 31
const HOUR_MS = 3_600_000

type Reader = { zones: ZoneFinder; today: string }
type Times = Pick<EntryFacts, 'start_local' | 'end_local' | 'from_on' | 'until_on' | 'zone' | 'repeated_hour' | 'repeats'>

/** When an entry is and how it repeats. Throws Unreadable at the line that cannot be. */
export function timesOf(properties: Properties, at: number, home: string, reader: Reader, notes: string[]): Times {
  const [first, second] = properties.all('DTSTART')
  if (!first) throw new Unreadable(at, 'No dice cuándo empieza.')
  if (second) throw new Unreadable(second.line, 'Dice dos veces cuándo empieza.')
  const start = momentIn(first, reader.zones, 'No se entiende cuándo empieza.')
  const end = endOf(properties, start, reader.zones, notes)
  const rule = ruleOf(properties)
  const days = wholeDays(properties, start, end)
  if (days) {
    if (rule) throw new Unreadable(rule.line, 'Se repite en días completos: agende sus fechas una a una.')
    return { start_local: null, end_local: null, ...days, zone: home, repeated_hour: 0, repeats: null }
  }
  return hours(start, end, rule, properties, home, reader, notes)
}

function momentIn(property: Property, zones: ZoneFinder, sentence: string): Moment {
  const moment = momentOf(property.values[0] ?? '', property.params.tzid, zones)
  if (!moment) throw new Unreadable(property.line, sentence)
  return moment
}

/** DTEND, DURATION in milliseconds, or nothing. */
type End = { line: number; moment: Moment } | { line: number; ms: number } | undefined

function endOf(properties: Properties, start: Moment, zones: ZoneFinder, notes: string[]): End {
  const end = properties.first('DTEND')
  if (end) {
    const moment = momentIn(end, zones, 'No se entiende cuándo termina.')
    if (!moment.time !== !start.time) throw new Unreadable(end.line, 'Empieza con hora y termina sin ella, o al revés.')
    return { line: end.line, moment: moment.zone || moment.isUtc || moment.named ? moment : { ...moment, zone: start.zone } }
  }
  const duration = properties.first('DURATION')
  if (duration) return { line: duration.line, ms: durationOf(duration) }
  if (start.time) notes.push('No decía cuándo termina: se le dio una hora.')
  return undefined
}

function durationOf({ line: at, values }: Property) {
  const text = (values[0] ?? '').trim()
  if (!/^\+?P[0-9A-Z]{1,40}$/i.test(text)) throw new Unreadable(at, 'No se entiende cuánto dura.')
  try {
    return ICAL.Duration.fromString(text.toUpperCase()).toSeconds() * 1000
  } catch {
    throw new Unreadable(at, 'No se entiende cuánto dura.')
  }
}

function ruleOf(properties: Properties) {
  const [rule, second] = properties.all('RRULE')
  const exclusion = properties.first('EXRULE') ?? second
  if (exclusion) throw new Unreadable(exclusion.line, 'Tiene más de una regla de repetición.')
  return rule
}

/** Whole days, said so or from midnight to midnight as Exchange writes them. */
function wholeDays(properties: Properties, start: Moment, end: End) {
  const exchange = /^TRUE$/i.test(properties.first('X-MICROSOFT-CDO-ALLDAYEVENT')?.values[0] ?? '')
  const midnights = exchange && start.time === '00:00' && end && 'moment' in end && end.moment.time === '00:00'
  if (start.time && !midnights) return undefined
  const given = !end ? addDays(start.day, 1) : 'moment' in end ? end.moment.day : addDays(start.day, Math.max(1, Math.round(end.ms / (24 * HOUR_MS))))
  if (given < start.day) throw new Unreadable(end!.line, 'Termina antes de empezar.')
  // Some write the last day instead of the one after it.
  const until_on = given === start.day ? addDays(start.day, 1) : given
  if (daysBetween(start.day, until_on) > MOST_DAYS) throw new Unreadable(end!.line, 'Dura más de 31 días.')
  return { from_on: start.day, until_on }
}

function hours(start: Moment, end: End, rule: Property | undefined, properties: Properties, home: string, reader: Reader, notes: string[]): Times {
  const isFloating = !start.isUtc && !start.zone
  if (isFloating && start.named) notes.push(`Nadie conoce su zona «${line(start.named, 60)}»: diga usted cuál es.`)
  // Without a zone the hours are compared as they stand.
  const placed = (moment: Moment): Place => (isFloating ? asItStands(moment) : kept(moment, home))
  const from = placed(start)
  if (from.note) notes.push(from.note)
  const to = end && 'moment' in end ? placed(end.moment) : undefined
  const ms = to ? Date.parse(to.utc) - Date.parse(from.utc) : end && 'ms' in end ? end.ms : HOUR_MS
  if (end && ms <= 0) throw new Unreadable(end.line, ms === 0 ? 'Termina a la misma hora en que empieza.' : 'Termina antes de empezar.')
  if (end && ms > MOST_DAYS * 24 * HOUR_MS) throw new Unreadable(end.line, 'Dura más de 31 días.')

  const repeating = rule && repeated(rule, start, properties, home, reader, notes)
  if (properties.first('RDATE')) notes.push('Traía fechas agregadas a mano (RDATE), que no se importan.')
  const first = repeating ? placed({ ...start, day: repeating.first.slice(0, 10) }) : from
  const isPlain = to && to.zone === first.zone && first.utc === from.utc && to.repeated_hour === first.repeated_hour && !to.note
  return {
    start_local: first.local,
    end_local: isPlain ? to.local : localOf(new Date(Date.parse(first.utc) + ms).toISOString(), first.zone),
    from_on: null,
    until_on: null,
    zone: isFloating ? null : first.zone,
    repeated_hour: first.repeated_hour,
    repeats: repeating?.repeats ?? null,
  }
}

const asItStands = (moment: Moment): Place => ({ local: localIn(moment), zone: 'UTC', repeated_hour: 0, utc: `${localIn(moment)}:00.000Z` })

function repeated(rule: Property, start: Moment, properties: Properties, home: string, { today, zones }: Reader, notes: string[]) {
  const removed = properties.all('EXDATE').flatMap(({ params, values }) => values.flatMap((value) => momentOf(value, params.tzid, zones) ?? []))
  try {
    return repeatsOf(rule.values[0] ?? '', start, removed, { today, home, notes })
  } catch (error) {
    throw new Unreadable(rule.line, error instanceof Error ? error.message : 'No se entiende cómo se repite.')
  }
}
