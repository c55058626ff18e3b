import { addDays, formatDay, weekdayOf } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import type { Calendar, Skipped } from '../rules.ts'
import type { CountedKind, TermKind } from '../terms.ts'

/** «10 días hábiles», «1 día corrido», «primer día hábil del mes». */
export function ruleOf(kind: TermKind, n?: number | null) {
  if (kind === 'primer_habil_mes') return 'primer día hábil del mes'
  if (kind === 'ultimo_habil_mes') return 'último día hábil del mes'
  return `${plural(n ?? 0, ...UNITS[kind])}${kind === 'corridos_prorroga' ? ', con prórroga al hábil siguiente' : ''}`
}

const UNITS: Record<CountedKind, [one: string, many: string]> = {
  habiles: ['día hábil', 'días hábiles'],
  corridos: ['día corrido', 'días corridos'],
  corridos_prorroga: ['día corrido', 'días corridos'],
  meses: ['mes', 'meses'],
}

const NAMED_HOLIDAYS = 6

/** «se saltan 8-12 (Inmaculada Concepción) y 2 fines de semana»; empty when nothing was skipped. */
export function tellSkipped(skipped: Skipped[], calendar: Calendar) {
  const holidays = skipped.filter(({ date }) => weekdayOf(date) < 6)
  const weekends = new Set(skipped.filter(({ date }) => weekdayOf(date) > 5).map(saturdayOf)).size
  const parts = holidays.length > NAMED_HOLIDAYS
    ? [plural(holidays.length, 'feriado', 'feriados')]
    : holidays.map(({ date, why }) => `${dayAndMonth(date)} (${calendar.holidays.get(date)?.brief ?? why})`)
  if (weekends > 0) parts.push(plural(weekends, 'fin de semana', 'fines de semana'))
  if (parts.length === 0) return ''
  const many = holidays.length + weekends > 1
  return `${many ? 'se saltan' : 'se salta'} ${spanishList.format(parts)}`
}

const spanishList = new Intl.ListFormat('es-CL', { type: 'conjunction' })

const saturdayOf = ({ date }: Skipped) => addDays(date, 6 - weekdayOf(date))

/** «8-12». */
const dayAndMonth = (day: string) => formatDay(day).slice(0, 5).replace(/(^|-)0/g, '$1')

/** Which years the table of holidays tells, for a term that left them. */
export function tellTable({ years }: Calendar) {
  if (years.size === 0) return 'no hay tabla de feriados: solo se descuentan fines de semana'
  const span = `${Math.min(...years)} a ${Math.max(...years)}`
  return `la tabla de feriados va de ${span}: fuera de ella solo se descuentan fines de semana`
}
