import { Temporal } from 'temporal-polyfill'

import { readLocal } from '#app/lib/dates.ts'
import { addMonths, formatDay } from '#app/lib/days.ts'
import { datesOf, isDateOf, nextDateOf, ruleText } from '#app/lib/ics/rule.server.ts'

import { MOST_DATES, MOST_YEARS, weekdays } from '../terms.ts'

/** When the dates of a series are. Local times are `YYYY-MM-DDTHH:MM`; the first is a date of the rule. */
export type SeriesTimes = {
  /** Without UNTIL or COUNT, as app/lib/ics/rule.server.ts reads it. */
  rule: string
  start_local: string
  end_local: string
  zone: string
  /** Its last local day. */
  last_on: string
}

const plain = (day: string) => Temporal.PlainDate.from(day.slice(0, 10))

/** Minutes from one local time to another, on a clock that never changes. */
export const minutesBetween = (from: string, to: string) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000
export const addMinutes = (local: string, minutes: number) =>
  new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 16)

/** Why these dates cannot be a series, in a sentence; undefined when they can. */
export function problemOf({ rule, start_local, end_local, last_on }: SeriesTimes): string | undefined {
  if (!isRule(rule)) return 'Esa regla no se puede repetir.'
  if (minutesBetween(start_local, end_local) <= 0) return 'Cada fecha debe terminar después de empezar.'
  const start = start_local.slice(0, 10)
  if (last_on < start) return 'La serie no puede terminar antes de su primera fecha.'
  const latest = addMonths(start, MOST_YEARS * 12)
  if (last_on > latest) return `Una serie dura a lo más cinco años: hasta el ${formatDay(latest)}.`
  if (!isDateOf(rule, plain(start), plain(start))) return 'La primera fecha no es una fecha de la regla.'
  const dates = datesOf(rule, plain(start), plain(last_on), MOST_DATES + 1)
  if (dates.length <= MOST_DATES) return undefined
  return `Una serie tiene a lo más ${MOST_DATES} fechas: alcanza hasta el ${formatDay(dates[MOST_DATES - 1]!.toString())}.`
}

/** Every local start of the rule, in order. */
export function localStarts({ rule, start_local, last_on }: Pick<SeriesTimes, 'rule' | 'start_local' | 'last_on'>): string[] {
  return datesOf(rule, plain(start_local), plain(last_on), MOST_DATES + 1).map((day) => `${day.toString()}${start_local.slice(10)}`)
}

/** The first date that the rule gives on a day or after it, whatever weeks or months it leaves out. */
export function firstDayOf(rule: string, day: string): string | undefined {
  return nextDateOf(rule.replace(/;INTERVAL=\d{1,3}/, ''), plain(day), plain(day))?.toString()
}

/** The day of the nth date: «12 veces» as a last day. */
export function dayOfNth(rule: string, first: string, n: number): string | undefined {
  return datesOf(rule, plain(first), plain(addMonths(first, MOST_YEARS * 12)), n)[n - 1]?.toString()
}

/** Whether the clock neither skips nor repeats these hours: programs read them all alike. */
export const isSteady = (start_local: string, end_local: string, zone: string) =>
  [start_local, end_local].every((local) => readLocal(local, zone).kind === 'ok')

/** The same meeting at the next whole hour that the clock neither skips nor repeats. */
export function steadied(start_local: string, end_local: string, zone: string) {
  const length = minutesBetween(start_local, end_local)
  let start = start_local
  while (!isSteady(start, addMinutes(start, length), zone)) start = addMinutes(start, 60 - Number(start.slice(14)))
  return { start_local: start, end_local: addMinutes(start, length) }
}

/**
 * The rule that gives `to` where this one gives `from`: «los martes» becomes «los miércoles», «el segundo martes» the
 * third Thursday. Undefined when it speaks of several days, and one of them alone cannot be moved.
 */
export function ruleMoved(rule: string, from: string, to: string): string | undefined {
  if (from === to) return rule
  const [code, name] = [codeOf(from), codeOf(to)]
  const day = plain(to)
  const ending = day.daysInMonth - day.day < 7
  const nth = (position: string) => (position === '-1' && ending ? '-1' : day.day <= 28 ? String(Math.ceil(day.day / 7)) : ending ? '-1' : undefined)
  const parts = rule.split(';').map((part) => {
    const [key = '', value = ''] = part.split('=')
    if (key === 'BYDAY') {
      const [, position, weekday] = /^([+-]?\d)?([A-Z]{2})$/.exec(value) ?? []
      if (weekday !== code) return undefined
      if (!position) return `BYDAY=${name}`
      const place = nth(position)
      return place && `BYDAY=${place}${name}`
    }
    if (key === 'BYMONTHDAY') return /^\d{1,2}$/.test(value) && day.day <= 28 ? `BYMONTHDAY=${day.day}` : undefined
    if (key === 'BYMONTH') return `BYMONTH=${day.month}`
    return key === 'BYSETPOS' ? undefined : part
  })
  return parts.includes(undefined) ? undefined : parts.join(';')
}

const codeOf = (day: string) => Object.keys(weekdays)[plain(day).dayOfWeek - 1]!

function isRule(rule: string) {
  try {
    return Boolean(ruleText(rule))
  } catch {
    return false
  }
}
