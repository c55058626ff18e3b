import { Temporal } from 'temporal-polyfill'

import { exact } from './text.server.ts'

type Day = Temporal.PlainDate
type Rule = Partial<Record<'FREQ' | 'INTERVAL' | 'BYDAY' | 'BYMONTHDAY' | 'BYMONTH' | 'BYSETPOS', string>>

const form = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[A-Z0-9,+-]+)*$/
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The text of a rule we print: never UNTIL, COUNT or a part we do not know. */
export const ruleText = (rule: string) => exact(form, rule)

/** Whether `day` is a date of the rule of a series that starts on `first`; weeks begin on Monday. */
export const isDateOf = (text: string, first: Day, day: Day) => isOn(parse(text), first, day)

/** The dates of the rule from `first` until `last`, both included; no more than `most`. */
export function datesOf(text: string, first: Day, last: Day, most: number) {
  const rule = parse(text)
  const dates: Day[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0 && dates.length < most; day = day.add({ days: 1 })) {
    if (isOn(rule, first, day)) dates.push(day)
  }
  return dates
}

function isOn(rule: Rule, first: Day, day: Day) {
  if (Temporal.PlainDate.compare(day, first) < 0 || !isCandidate(rule, first, day)) return false
  if (!rule.BYSETPOS) return true

  const candidates = period(rule, day).filter((other) => isCandidate(rule, first, other))
  return numbers(rule.BYSETPOS).some((position) => candidates.at(position > 0 ? position - 1 : position)?.equals(day))
}

/** The first date of the rule on or after `from`, searched for eight years. */
export function nextDateOf(text: string, first: Day, from: Day) {
  for (let day = from; from.until(day).days < 8 * 366; day = day.add({ days: 1 })) {
    if (isDateOf(text, first, day)) return day
  }
  return undefined
}

function parse(text: string): Rule {
  return Object.fromEntries(ruleText(text).split(';').map((part) => part.split('=')))
}

const numbers = (list: string) => list.split(',').map(Number)

/** Everything but BYSETPOS. */
function isCandidate(rule: Rule, first: Day, day: Day) {
  const { BYDAY, BYMONTHDAY, BYMONTH, FREQ } = rule
  if (periodsBetween(rule, first, day) % Number(rule.INTERVAL ?? 1) !== 0) return false
  if (BYMONTH && !numbers(BYMONTH).includes(day.month)) return false
  if (BYMONTHDAY && !numbers(BYMONTHDAY).some((n) => n === day.day || n === day.day - day.daysInMonth - 1)) return false
  if (BYDAY && !BYDAY.split(',').some((weekday) => isWeekday(weekday, rule, day))) return false

  if (BYDAY || BYMONTHDAY || FREQ === 'DAILY') return true
  if (FREQ === 'WEEKLY') return day.dayOfWeek === first.dayOfWeek
  return day.day === first.day && (FREQ === 'MONTHLY' || Boolean(BYMONTH) || day.month === first.month)
}

function periodsBetween({ FREQ }: Rule, first: Day, day: Day) {
  if (FREQ === 'DAILY') return first.until(day).days
  if (FREQ === 'WEEKLY') return monday(first).until(monday(day)).days / 7
  const years = day.year - first.year
  return FREQ === 'MONTHLY' ? years * 12 + day.month - first.month : years
}

const monday = (day: Day) => day.subtract({ days: day.dayOfWeek - 1 })

/** `TU`, `2TU` or `-1FR`; the number counts in the month, or in the year of a yearly rule without months. */
function isWeekday(text: string, { FREQ, BYMONTH }: Rule, day: Day) {
  const [, number, name] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text) ?? []
  if (!name || weekdays[day.dayOfWeek - 1] !== name) return false
  if (!number) return true
  const inYear = FREQ === 'YEARLY' && !BYMONTH
  const [position, length] = inYear ? [day.dayOfYear, day.daysInYear] : [day.day, day.daysInMonth]
  const [fromStart, fromEnd] = [Math.ceil(position / 7), Math.ceil((length - position + 1) / 7)]
  return Number(number) === fromStart || Number(number) === -fromEnd
}

function period({ FREQ }: Rule, day: Day) {
  if (FREQ === 'DAILY') return [day]
  if (FREQ === 'WEEKLY') return days(monday(day), 7)
  if (FREQ === 'MONTHLY') return days(day.with({ day: 1 }), day.daysInMonth)
  return days(day.with({ month: 1, day: 1 }), day.daysInYear)
}

const days = (from: Day, count: number) => Array.from({ length: count }, (_, index) => from.add({ days: index }))
