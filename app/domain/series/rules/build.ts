import { weekdayOf } from '#app/lib/days.ts'

import { weekdays, type Repetition, type Weekday } from '../terms.ts'

const codes = Object.keys(weekdays) as Weekday[]
const codeOf = (day: string) => codes[weekdayOf(day) - 1]!

type Asked = { repeats: Repetition; every: number; weekdays: Weekday[] }
export type Built = { ok: true; rule: string } | { ok: false; field: 'repeats' | 'weekdays'; problem: string }

const built = (rule: string): Built => ({ ok: true, rule })

/** The rule that a form asks for, from the day it gives; or the field that cannot be, and what to choose instead. */
export function ruleFor({ repeats, every, weekdays }: Asked, day: string): Built {
  const date = Number(day.slice(8, 10))
  const nth = Math.ceil(date / 7)
  switch (repeats) {
    case 'weekly':
      return built(`FREQ=WEEKLY;BYDAY=${codeOf(day)}`)
    case 'biweekly':
      return built(`FREQ=WEEKLY;INTERVAL=2;BYDAY=${codeOf(day)}`)
    case 'workdays':
      return built('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')
    case 'monthly_weekday':
      if (nth > 4) return { ok: false, field: 'repeats', problem: 'No todos los meses tienen un quinto: elija «Cada mes, como el último viernes».' }
      return built(`FREQ=MONTHLY;BYDAY=${nth}${codeOf(day)}`)
    case 'monthly_last_weekday':
      return built(`FREQ=MONTHLY;BYDAY=-1${codeOf(day)}`)
    case 'monthly_day':
      if (date > 28) return { ok: false, field: 'repeats', problem: 'No todos los meses tienen ese día: elija «Cada mes, el último día», o una fecha hasta el 28.' }
      return built(`FREQ=MONTHLY;BYMONTHDAY=${date}`)
    case 'monthly_last_day':
      return built('FREQ=MONTHLY;BYMONTHDAY=-1')
    case 'yearly':
      if (day.endsWith('-02-29')) return { ok: false, field: 'repeats', problem: 'El 29 de febrero no existe todos los años: elija otra fecha.' }
      return built(`FREQ=YEARLY;BYMONTH=${Number(day.slice(5, 7))};BYMONTHDAY=${date}`)
    case 'weeks': {
      if (weekdays.length === 0) return { ok: false, field: 'weekdays', problem: 'Marque al menos un día de la semana.' }
      const days = codes.filter((code) => weekdays.includes(code)).join(',')
      return built(`FREQ=WEEKLY${every > 1 ? `;INTERVAL=${every}` : ''};BYDAY=${days}`)
    }
  }
}

/** How a form would ask for this rule; undefined when it cannot. */
export function askedFor(rule: string): { repeats: Repetition; every: number; weekdays: Weekday[] } | undefined {
  const [, number, days] = /^FREQ=WEEKLY(?:;INTERVAL=(\d))?;BYDAY=([A-Z,]+)$/.exec(rule) ?? []
  if (days) {
    const chosen = codes.filter((code) => days.split(',').includes(code))
    const every = Number(number ?? 1)
    if (every === 1 && days === 'MO,TU,WE,TH,FR') return { repeats: 'workdays', every, weekdays: [] }
    if (chosen.length > 1 || every > 2) return { repeats: 'weeks', every, weekdays: chosen }
    return { repeats: every === 2 ? 'biweekly' : 'weekly', every: 1, weekdays: [] }
  }
  const simple: [RegExp, Repetition][] = [
    [/^FREQ=MONTHLY;BYDAY=-1[A-Z]{2}$/, 'monthly_last_weekday'],
    [/^FREQ=MONTHLY;BYDAY=[1-4][A-Z]{2}$/, 'monthly_weekday'],
    [/^FREQ=MONTHLY;BYMONTHDAY=-1$/, 'monthly_last_day'],
    [/^FREQ=MONTHLY;BYMONTHDAY=\d{1,2}$/, 'monthly_day'],
    [/^FREQ=YEARLY;BYMONTH=\d{1,2};BYMONTHDAY=\d{1,2}$/, 'yearly'],
  ]
  const repeats = simple.find(([pattern]) => pattern.test(rule))?.[1]
  return repeats && { repeats, every: 1, weekdays: [] }
}
