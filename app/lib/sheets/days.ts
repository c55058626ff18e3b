import { isDay } from '../days.ts'
import { fold } from '../text.ts'
import { isBlank, textOf } from './cells.ts'
import { momentOf } from './formats.ts'
import type { Cell } from './reading.ts'

/** In which order a column writes day, month and year. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

/**
 * How a column writes its days. `ambiguous` when they could be read both ways, or when some rows say one thing and some
 * another: ask. `against` are the indexes of the cells that are a day only in another order than most, `unread` of those
 * that are none in any.
 */
export type DayColumn = { order: DayOrder | 'ambiguous' | 'none'; against: number[]; unread: number[] }

export type ReadDay = { day: string } | { problem: string }

/** A day in a cell; null when it is empty. Never guesses: what is no day of the calendar is a problem, in a sentence. */
export function readDay(cell: Cell, order: DayOrder): ReadDay | null {
  if (isBlank(cell)) return null
  const written = writtenIn(cell)
  if (written.kind === 'none') return { problem: written.problem ?? `«${shortOf(cell)}» no es una fecha.` }
  if (written.kind === 'sure') return { day: written.day }
  const day = dayIn(written.figures, order)
  return day ? { day } : { problem: impossible(cell, written.figures, order) }
}

/** Looks at a whole column: one «25-03-2024» tells how «04-03-2024» is meant. */
export function dayOrderOf(cells: Cell[]): DayColumn {
  const ways = cells.map((cell) => (isBlank(cell) ? 'blank' : wayOf(writtenIn(cell))))
  const indexesOf = (wanted: string) => ways.flatMap((way, index) => (way === wanted ? [index] : []))
  const orders = (['dmy', 'mdy', 'ymd'] as const).map((order) => ({ order, rows: indexesOf(order) })).toSorted((a, b) => b.rows.length - a.rows.length)
  const [most, ...others] = orders as [(typeof orders)[number], ...typeof orders]
  const against = others.flatMap(({ rows }) => rows).toSorted((a, b) => a - b)
  const unread = indexesOf('none')
  const open = indexesOf('open').length
  if (most.rows.length === 0 && open === 0) return { order: ways.includes('sure') ? 'ymd' : 'none', against, unread }
  return { order: most.rows.length === 0 || against.length > 0 ? 'ambiguous' : most.order, against, unread }
}

/** `dotted` is «5.3.2024», which nobody writes month first. */
type Figures = { first: string; second: string; third: string; isDotted: boolean }
type Written = { kind: 'sure'; day: string } | { kind: 'figures'; figures: Figures } | { kind: 'none'; problem?: string }

/** Serials of 1927 to 2099; other numbers are no days that somebody would bring. */
const [FIRST_SERIAL, LAST_SERIAL] = [10_000, 73_050]
const TIME = /[ ,t]{1,3}\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?( ?[ap]\.?\s?m\.?| ?z)?$/
const WEEKDAY = /^(lunes|martes|miercoles|jueves|viernes|sabado|domingo|lun|mar|mie|jue|vie|sab|dom)[., ]+(?=\d)/

function writtenIn(cell: Cell): Written {
  if (cell !== null && typeof cell === 'object') return isMeant(cell.day) ? { kind: 'sure', day: cell.day } : { kind: 'none', problem: `«${shortOf(cell)}» no existe en el calendario.` }
  if (typeof cell === 'boolean') return { kind: 'none' }
  const text = fold(textOf(cell).slice(0, 60)).replace(TIME, '').replace(WEEKDAY, '')
  if (!/\d/.test(text)) return { kind: 'none' }
  if (/^\d{4,5}([.,]\d{1,10})?$/.test(text)) return serial(text)
  const named = namedDay(text)
  if (named) return named
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text)
  const [, first, second, third] = compact ?? /^(\d{1,4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,4})$/.exec(text) ?? []
  if (!first || !second || !third) return { kind: 'none' }
  return { kind: 'figures', figures: { first, second, third, isDotted: text.includes('.') } }
}

function serial(text: string): Written {
  const value = Number(text.replace(',', '.'))
  if (text.length === 4) return { kind: 'none', problem: `«${text}» es solo un año: falta el día y el mes.` }
  const moment = value >= FIRST_SERIAL && value <= LAST_SERIAL ? momentOf(value) : null
  return moment !== null && typeof moment === 'object' ? { kind: 'sure', day: moment.day } : { kind: 'none' }
}

/** Spanish and English, by their first three letters. */
const MONTHS = ['ene jan', 'feb', 'mar', 'abr apr', 'may', 'jun', 'jul', 'ago aug', 'sep set', 'oct', 'nov', 'dic dec'].map((names) => names.split(' '))
const NAMES = /^(enero|january|febrero|february|marzo|march|abril|april|mayo|may|junio|june|julio|july|agosto|august|septiembre|setiembre|september|octubre|october|noviembre|november|diciembre|december|sept|[a-z]{3})$/

/** «5 de marzo de 2024», «1° marzo 24», «5-mar-2024», «March 5, 2024». */
function namedDay(text: string): Written | undefined {
  const plain = text.replace(/[°º.,]/g, ' ').replace(/(\d)(ero|er|ro|st|nd|rd|th)\b/, '$1').replace(/\bdel?\b/g, ' ').replace(/[-/]/g, ' ').split(' ').filter(Boolean)
  if (plain.length !== 3) return undefined
  const [one, two, three] = plain as [string, string, string]
  const [date, name] = /^\d/.test(one) ? [one, two] : [two, one]
  const month = NAMES.test(name) ? MONTHS.findIndex((names) => names.includes(name.slice(0, 3))) + 1 : 0
  if (month === 0 || !/^\d{1,2}$/.test(date) || !/^(\d{2}|\d{4})$/.test(three)) return undefined
  const day = dayOf(yearOf(three), String(month), date)
  return day ? { kind: 'sure', day } : { kind: 'none', problem: `«${text}» no existe en el calendario.` }
}

function dayIn({ first, second, third }: Figures, order: DayOrder) {
  if (first.length > 2) return first.length === 4 && third.length <= 2 ? dayOf(first, second, third) : undefined
  if (third.length === 3) return undefined
  if (order === 'ymd') return third.length > 2 ? undefined : dayOf(yearOf(first), second, third)
  if (third.length === 1) return undefined
  return order === 'dmy' ? dayOf(yearOf(third), second, first) : dayOf(yearOf(third), first, second)
}

/** Two figures of a year: 00 to 49 are of this century, since terms end in years to come; 50 to 99 of the last one. */
const yearOf = (figures: string) => (figures.length > 2 ? figures : `${Number(figures) < 50 ? 20 : 19}${figures.padStart(2, '0')}`)

function dayOf(year: string, month: string, date: string) {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isMeant(day) ? day : undefined
}

/** Of the years that a sheet may speak of: others are an empty cell shown as a day, or «for ever». */
const isMeant = (day: string) => isDay(day) && day >= '1900' && day < '2200'

/** The one order in which it is a day; «open» when two give different days, «sure» when all agree. */
function wayOf(written: Written): DayOrder | 'open' | 'sure' | 'none' {
  if (written.kind !== 'figures') return written.kind
  const { figures } = written
  if (figures.first.length === 4) return dayIn(figures, 'ymd') ? 'sure' : 'none'
  const [dmy, mdy, ymd] = (['dmy', 'mdy', 'ymd'] as const).map((order) => dayIn(figures, order))
  if (dmy && (figures.isDotted || !mdy)) return 'dmy'
  if (dmy && mdy) return dmy === mdy ? 'sure' : 'open'
  return mdy ? 'mdy' : ymd ? 'ymd' : 'none'
}

const WORDS = { dmy: 'día-mes-año', mdy: 'mes-día-año', ymd: 'año-mes-día' }

function impossible(cell: Cell, figures: Figures, order: DayOrder) {
  const other = (['dmy', 'mdy', 'ymd'] as const).some((one) => dayIn(figures, one))
  return other ? `«${shortOf(cell)}» no es una fecha si se lee ${WORDS[order]}.` : `«${shortOf(cell)}» no existe en el calendario.`
}

const shortOf = (cell: Cell) => textOf(cell).slice(0, 40)
