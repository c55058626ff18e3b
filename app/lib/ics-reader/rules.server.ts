import { DAY_MS } from '../days.ts'
import { exactly } from './values.server.ts'

/** A rule we expand ourselves: others' expanders run for ever on rules that look ordinary. Monday is 0. */
export type Rule = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count: number | null
  /** Local or UTC moment, or a whole day: «2027-12-31T23:59:59». */
  until: string | null
  untilIsUtc: boolean
  byday: { nth: number; weekday: number }[]
  bymonthday: number[]
  bymonth: number[]
  bysetpos: number[]
  wkst: number
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST']

/** Reads an RRULE. Throws an Error whose message is a Spanish sentence when we do not follow such a rule. */
export function readRule(text: string): Rule {
  const parts: Record<string, string> = {}
  for (const part of text.trim().split(';').filter(Boolean)) {
    const [key = '', value = ''] = part.split('=')
    const name = key.trim().toUpperCase()
    if (!PARTS.includes(name)) throw new Error(`Su repetición usa ${name.slice(0, 20)}, que no seguimos.`)
    if (name in parts) throw new Error('Su repetición dice dos veces lo mismo.')
    parts[name] = value.trim().toUpperCase()
  }
  const freq = parts.FREQ ?? ''
  if (!isFrequency(freq)) throw new Error(freq ? 'Se repite por horas, minutos o segundos.' : 'Su repetición no dice cada cuánto.')
  const rule: Rule = {
    freq,
    interval: one(parts.INTERVAL ?? '1', 1, 99, 'Su intervalo de repetición no está entre 1 y 99.'),
    count: parts.COUNT === undefined ? null : one(parts.COUNT, 1, 99_999, 'No se entiende cuántas veces se repite.'),
    ...untilOf(parts.UNTIL),
    byday: listed(parts.BYDAY, readWeekday),
    bymonthday: listed(parts.BYMONTHDAY, (text) => signed(text, 31)),
    bymonth: listed(parts.BYMONTH, (text) => one(text, 1, 12, UNCLEAR)),
    bysetpos: listed(parts.BYSETPOS, (text) => signed(text, 366)),
    wkst: parts.WKST ? WEEKDAYS.indexOf(parts.WKST) : 0,
  }
  if (rule.wkst < 0) throw new Error(UNCLEAR)
  if (rule.freq === 'WEEKLY' && rule.bymonthday.length > 0) throw new Error(UNCLEAR)
  if (rule.byday.some(({ nth }) => nth !== 0) && !['MONTHLY', 'YEARLY'].includes(rule.freq)) throw new Error(UNCLEAR)
  if (rule.bysetpos.length > 0 && rule.byday.length + rule.bymonthday.length + rule.bymonth.length === 0) throw new Error(UNCLEAR)
  return rule
}

const UNCLEAR = 'No se entiende cómo se repite.'

const isFrequency = (text: string): text is Rule['freq'] => ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(text)

function one(text: string, least: number, most: number, sentence: string) {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new Error(sentence)
  return value
}

function signed(text: string, most: number) {
  const value = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : 0
  if (value === 0 || Math.abs(value) > most) throw new Error(UNCLEAR)
  return value
}

function readWeekday(text: string) {
  const [, nth, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? []
  const weekday = WEEKDAYS.indexOf(name)
  if (weekday < 0) throw new Error(UNCLEAR)
  return { nth: nth ? signed(nth, 53) : 0, weekday }
}

function listed<T>(text: string | undefined, read: (text: string) => T): T[] {
  const all = text === undefined ? [] : text.split(',')
  if (all.length > 80) throw new Error(UNCLEAR)
  return all.map((part) => read(part.trim()))
}

function untilOf(text: string | undefined): Pick<Rule, 'until' | 'untilIsUtc'> {
  if (text === undefined) return { until: null, untilIsUtc: false }
  const value = exactly(text)
  if (!value) throw new Error('No se entiende hasta cuándo se repite.')
  return { until: value.time ? `${value.day}T${value.time}:59` : `${value.day}T23:59:59`, untilIsUtc: value.isUtc }
}

/** The rule as we keep it, without its end. */
export function textOf({ freq, interval, byday, bymonthday, bymonth, bysetpos }: Rule) {
  const days = byday.map(({ nth, weekday }) => `${nth || ''}${WEEKDAYS[weekday]}`)
  const lists = { BYDAY: days, BYMONTHDAY: bymonthday, BYMONTH: bymonth, BYSETPOS: bysetpos }
  const written = Object.entries(lists).flatMap(([name, values]) => (values.length > 0 ? [`${name}=${values.join(',')}`] : []))
  return [`FREQ=${freq}`, ...(interval > 1 ? [`INTERVAL=${interval}`] : []), ...written].join(';')
}

/** The days of a rule that starts on `first`, from `from` until `until` (both included), its end not counted. */
export function datesFrom(rule: Rule, first: string, from: string, until: string, most = 100_000): string[] {
  const days: string[] = []
  for (const day of walk(rule, numberOf(first), numberOf(from), numberOf(until))) {
    days.push(dayOf(day))
    if (days.length >= most) break
  }
  return days
}

type Parted = { year: number; month: number; date: number }

const numberOf = (day: string) => Date.parse(day) / DAY_MS
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)
const weekdayOf = (number: number) => (((number + 3) % 7) + 7) % 7
const startOfMonth = (year: number, month: number) => Date.UTC(year, month, 1) / DAY_MS

function parted(number: number): Parted {
  const at = new Date(number * DAY_MS)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() }
}

/** Period by period, never by luck: a rule that gives nothing ends where `until` does. */
function* walk(rule: Rule, first: number, from: number, until: number) {
  const begin = parted(first)
  const week = first - ((weekdayOf(first) - rule.wkst + 7) % 7)
  const reached = parted(Math.max(from, first))
  const passed = {
    DAILY: from - first,
    WEEKLY: Math.floor((from - week) / 7),
    MONTHLY: (reached.year - begin.year) * 12 + reached.month - begin.month,
    YEARLY: reached.year - begin.year,
  }[rule.freq]
  for (let k = Math.max(0, Math.floor(passed / rule.interval)); ; k++) {
    const period = periodOf(rule, first, begin, week, k * rule.interval)
    if (period.start > until) return
    const chosen = positioned(rule, period.days)
    for (const day of chosen) if (day >= first && day >= from && day <= until) yield day
  }
}

function positioned({ bysetpos }: Rule, days: number[]) {
  if (bysetpos.length === 0) return days
  const chosen = bysetpos.flatMap((position) => days.at(position > 0 ? position - 1 : position) ?? [])
  return [...new Set(chosen)].sort((a, b) => a - b)
}

function periodOf(rule: Rule, first: number, begin: Parted, week: number, passed: number): { start: number; days: number[] } {
  const { freq, byday, bymonth } = rule
  if (freq === 'DAILY' || freq === 'WEEKLY') {
    const start = freq === 'DAILY' ? first + passed : week + passed * 7
    const all = freq === 'DAILY' ? [start] : [0, 1, 2, 3, 4, 5, 6].map((n) => start + n)
    const wanted = freq === 'WEEKLY' && byday.length === 0 ? [{ nth: 0, weekday: weekdayOf(first) }] : byday
    return { start, days: all.filter((day) => isAllowed(rule, wanted, day)) }
  }
  if (freq === 'MONTHLY') {
    const year = begin.year + Math.floor((begin.month + passed) / 12)
    const month = (begin.month + passed) % 12
    const start = startOfMonth(year, month)
    const counts = bymonth.length === 0 || bymonth.includes(month + 1)
    return { start, days: counts ? daysOfMonth(rule, begin, year, month) : [] }
  }
  const year = begin.year + passed
  const open = rule.bymonthday.length + byday.length > 0
  const months = bymonth.length > 0 ? [...new Set(bymonth)].sort((a, b) => a - b).map((n) => n - 1) : open ? [...Array(12).keys()] : [begin.month]
  return { start: startOfMonth(year, 0), days: months.flatMap((month) => daysOfMonth(rule, begin, year, month)) }
}

function isAllowed({ bymonth, bymonthday }: Rule, byday: Rule['byday'], day: number) {
  if (byday.length > 0 && !byday.some(({ weekday }) => weekday === weekdayOf(day))) return false
  if (bymonth.length + bymonthday.length === 0) return true
  const { year, month, date } = parted(day)
  const length = startOfMonth(year, month + 1) - startOfMonth(year, month)
  return (bymonth.length === 0 || bymonth.includes(month + 1)) && isOfMonth(bymonthday, date, length)
}

const isOfMonth = (bymonthday: number[], date: number, length: number) =>
  bymonthday.length === 0 || bymonthday.includes(date) || bymonthday.includes(date - length - 1)

function daysOfMonth({ freq, byday, bymonthday, bymonth }: Rule, begin: Parted, year: number, month: number) {
  const start = startOfMonth(year, month)
  const length = startOfMonth(year, month + 1) - start
  const inYear = freq === 'YEARLY' && bymonth.length === 0
  const [whole, from] = inYear ? [startOfMonth(year + 1, 0) - startOfMonth(year, 0), start - startOfMonth(year, 0)] : [length, 0]
  const days: number[] = []
  for (let date = 1; date <= length; date++) {
    const weekday = weekdayOf(start + date - 1)
    const place = from + date
    const [forth, back] = [Math.ceil(place / 7), -Math.ceil((whole - place + 1) / 7)]
    const fits = byday.some((one) => one.weekday === weekday && (one.nth === 0 || one.nth === forth || one.nth === back))
    const isDate = byday.length + bymonthday.length > 0 || date === begin.date
    if (isDate && (byday.length === 0 || fits) && isOfMonth(bymonthday, date, length)) days.push(start + date - 1)
  }
  return days
}
