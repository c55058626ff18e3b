import { previousWorkingDay, isWorkingDay, type Calendar, type Holiday } from '#app/domain/deadlines/rules.ts'
import { addDays, addMonths, daysBetween, isDay, weekdayOf } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

/** The day terms are counted from, and the feasts people name. */
export type Clock = { on: string; holidays: readonly Holiday[] }

/** Why a term gives no date: it is asked. */
export type Doubt = 'past' | 'clash' | 'impossible' | 'vague' | 'two' | 'event'

/** A point in time somebody named, before any calendar is known. */
export type Moment =
  | { is: 'day'; on: string }
  /** Its last working day, looked for backwards from `day` and never before `from`. */
  | { is: 'period'; from: string; day: string }
  | { is: 'count'; kind: 'habiles' | 'corridos' | 'meses'; n: number; said?: string }
  /** A working day of a month, counted from its beginning. */
  | { is: 'nth'; first: string; n: number }
  /** The last working day before a feast. */
  | { is: 'eve'; of: string }
  | { is: 'session' }
  | { is: 'doubt'; why: Doubt }

export const doubt = (why: Doubt): Moment => ({ is: 'doubt', why })

/** A day that passed this long ago, without its year, may be this year's slip or next year's day. */
const RECENT = 60

/** A day with its month, and its year when it was said; without it, the next one. */
export function dayOf(on: string, day: number, month: number, year?: number): Moment {
  if (month < 1 || month > 12 || day < 1 || day > 31) return doubt('impossible')
  const write = (year: number) => `${year}-${two(month)}-${two(day)}`
  if (year) {
    if (!isDay(write(year))) return doubt('impossible')
    return write(year) < on ? doubt('past') : { is: 'day', on: write(year) }
  }
  const first = Number(on.slice(0, 4))
  // A 29th of February years away is rather a slip.
  const [last, now, next] = [write(first - 1), write(first), write(first + 1)]
  if (isDay(last) && daysBetween(last, on) <= RECENT) return doubt('past')
  if (now >= on && isDay(now)) return { is: 'day', on: now }
  if (isDay(now) && daysBetween(now, on) <= RECENT) return doubt('past')
  return now < on && isDay(next) ? { is: 'day', on: next } : doubt('impossible')
}

/** «el 27»: the next day with that number. */
export function nextNumber(on: string, number: number): Moment {
  if (number < 1 || number > 31) return doubt('impossible')
  for (let day = addDays(on, 1); ; day = addDays(day, 1)) if (Number(day.slice(8)) === number) return { is: 'day', on: day }
}

/** The first such weekday strictly after a day. */
export function nextWeekday(on: string, weekday: number, weeks = 0): string {
  const ahead = (weekday - weekdayOf(on) + 7) % 7 || 7
  return addDays(on, ahead + 7 * weeks)
}

/** The Monday of a week, counted from the week of a day. */
export const mondayOf = (day: string, weeks = 0) => addDays(day, 1 - weekdayOf(day) + 7 * weeks)

export const weekOf = (day: string, weeks = 0): Moment =>
  ({ is: 'period', from: mondayOf(day, weeks), day: addDays(mondayOf(day, weeks), 6) })

/** The `n`th week of a month, or its last one for −1; a week belongs to the month of its Thursday. */
export function weekOfMonth(first: string, n: number): Moment {
  const firstThursday = weekdayOf(first) === 4 ? first : nextWeekday(first, 4)
  const thursday = n > 0 ? addDays(firstThursday, 7 * (n - 1)) : lastThursday(first)
  return weekOf(thursday)
}

const lastThursday = (first: string) => {
  const end = endOf(first)
  return addDays(end, -((weekdayOf(end) + 3) % 7))
}

/** The `n`th weekday of a month, or the last one for −1. */
export function weekdayOfMonth(first: string, weekday: number, n: number): Moment {
  const end = endOf(first)
  const on = n > 0
    ? addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1))
    : addDays(end, -((weekdayOf(end) - weekday + 7) % 7))
  return { is: 'day', on }
}

export const firstOf = (day: string, months = 0) => `${addMonths(`${day.slice(0, 7)}-01`, months)}`
export const endOf = (day: string) => addDays(firstOf(day, 1), -1)

/**
 * Something in a month named without year is in the next such month that has not passed; when it passed some weeks
 * ago, nobody knows which one was meant.
 */
export function inMonth(on: string, month: number, year: number | undefined, place: (first: string) => Moment): Moment {
  const at = (year: number) => place(`${year}-${two(month)}-01`)
  const current = Number(on.slice(0, 4))
  const moment = at(year ?? current)
  const end = endsOn(moment)
  if (end >= on) return moment
  return year || daysBetween(end, on) <= RECENT ? doubt('past') : at(current + 1)
}

const endsOn = (moment: Moment) =>
  moment.is === 'period' ? moment.day : moment.is === 'day' ? moment.on : moment.is === 'nth' ? endOf(moment.first) : ''

/** Feasts people name as a deadline: month and day. */
const FEASTS: [name: string, month: number, day: number][] = [
  ['navidad', 12, 25], ['ano nuevo', 1, 1], ['fiestas patrias', 9, 18], ['el dieciocho', 9, 18], ['inmaculada', 12, 8],
  ['todos los santos', 11, 1], ['nochebuena', 12, 24], ['dia del trabajo', 5, 1], ['dia del trabajador', 5, 1],
  ['glorias navales', 5, 21], ['asuncion', 8, 15], ['virgen del carmen', 7, 16],
]

export const feastNames = [...FEASTS.map(([name]) => name), 'semana santa', 'viernes santo', 'sabado santo'].join('|')

export function feastOf(on: string, name: string, holidays: readonly Holiday[]): string | undefined {
  const fixed = FEASTS.find(([feast]) => feast === name)
  if (fixed) {
    const [, month, day] = fixed
    const this_year = `${on.slice(0, 4)}-${two(month)}-${two(day)}`
    return this_year > on ? this_year : addMonths(this_year, 12)
  }
  const wanted = name === 'semana santa' ? 'viernes santo' : name
  return holidays.filter(({ date_on, name }) => date_on > on && fold(name).includes(wanted)).map(({ date_on }) => date_on).sort()[0]
}

/** The last working day from `day` back to `from`; undefined when nobody works on any of them. */
export function lastWorkingDay(from: string, day: string, calendar: Calendar): string | undefined {
  const found = previousWorkingDay(day, calendar)
  return found >= from ? found : undefined
}

export function nthWorkingDay(first: string, n: number, calendar: Calendar): string {
  let left = n
  for (let day = first; ; day = addDays(day, 1)) if (isWorkingDay(day, calendar) && --left === 0) return day
}

const two = (number: number) => String(number).padStart(2, '0')
