import { formatDay } from '#app/lib/days.ts'
import { formatNumber } from '#app/lib/text.ts'

import { weekdays, type Weekday } from '../terms.ts'

const numbers = ['', 'un', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho']
const ordinals: Record<string, string> = { '1': 'primer', '2': 'segundo', '3': 'tercer', '4': 'cuarto', '-1': 'último' }
const months = [
  'enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre',
]
const WORKDAYS = 'MO,TU,WE,TH,FR'

/** «cada dos semanas, los martes», «el segundo martes de cada mes»: a rule in words. `first` is the day of its first date. */
export function ruleWords(rule: string, first: string): string {
  const parts: Record<string, string | undefined> = Object.fromEntries(rule.split(';').map((part) => part.split('=')))
  const every = Number(parts.INTERVAL ?? 1)
  const words = { DAILY: daily, WEEKLY: weekly, MONTHLY: monthly, YEARLY: yearly }[parts.FREQ ?? '']
  return words?.(parts, every, first) ?? 'con una regla propia'
}

/** «hasta el 14-12-2027, 12 fechas». */
export const endWords = (last_on: string, dates: number) =>
  `hasta el ${formatDay(last_on)}, ${dates === 1 ? '1 fecha' : `${formatNumber(dates)} fechas`}`

/** «1 fecha cae en feriado y no se hace». */
export const holidayWords = (dates: number) =>
  dates === 1 ? '1 fecha cae en feriado y no se hace' : `${formatNumber(dates)} fechas caen en feriado y no se hacen`

type Parts = Record<string, string | undefined>

const count = (n: number) => numbers[n] ?? formatNumber(n)

function daily({ BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Parts, every: number) {
  if (BYMONTHDAY ?? BYMONTH ?? BYSETPOS) return undefined
  if (BYDAY) return BYDAY === WORKDAYS && every === 1 ? 'todos los días hábiles' : undefined
  return every === 1 ? 'todos los días' : `cada ${count(every)} días`
}

function weekly({ BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Parts, every: number, first: string) {
  if (BYMONTHDAY ?? BYMONTH ?? BYSETPOS) return undefined
  if (BYDAY === WORKDAYS && every === 1) return 'todos los días hábiles'
  const days = (BYDAY?.split(',') ?? [weekdayOn(first)]).map((code) => plurals(code))
  if (days.includes('')) return undefined
  return every === 1 ? `todos los ${list(days)}` : `cada ${count(every)} semanas, los ${list(days)}`
}

function monthly({ BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Parts, every: number, first: string) {
  if (BYMONTH) return undefined
  const day = dayWords({ BYDAY, BYMONTHDAY, BYSETPOS }, first)
  if (!day) return undefined
  return every === 1 ? `${day} de cada mes` : `cada ${count(every)} meses, ${day}`
}

function yearly({ BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Parts, every: number, first: string) {
  if (BYSETPOS) return undefined
  const day = dayWords({ BYDAY, BYMONTHDAY }, first)
  const month = months[Number(BYMONTH ?? first.slice(5, 7)) - 1]
  if (!day || !month || (BYDAY && !BYMONTH)) return undefined
  return `cada ${every === 1 ? 'año' : `${count(every)} años`}, ${day.replace('el día ', 'el ')} de ${month}`
}

/** «el segundo martes», «el día 15», «el último día». */
function dayWords({ BYDAY, BYMONTHDAY, BYSETPOS }: Parts, first: string) {
  if (BYDAY && !BYMONTHDAY) {
    const [, written, code = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(BYDAY) ?? []
    const position = ordinals[written?.replace('+', '') ?? BYSETPOS ?? '']
    return position && code in weekdays && !(written && BYSETPOS) ? `el ${position} ${weekdays[code as Weekday]}` : undefined
  }
  if (BYDAY ?? BYSETPOS) return undefined
  const day = BYMONTHDAY ?? String(Number(first.slice(8, 10)))
  if (day === '-1') return 'el último día'
  return /^\d{1,2}$/.test(day) ? `el día ${day}` : undefined
}

const weekdayOn = (day: string) => Object.keys(weekdays)[(new Date(Date.parse(day)).getUTCDay() + 6) % 7]!

/** «martes» is its own plural, «sábado» is not. */
function plurals(code: string) {
  const name = weekdays[code as Weekday]
  return !name ? '' : name.endsWith('s') ? name : `${name}s`
}

const list = (words: string[]) => (words.length > 1 ? `${words.slice(0, -1).join(', ')} y ${words.at(-1)}` : words[0]!)
