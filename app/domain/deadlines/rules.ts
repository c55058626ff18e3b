import { addDays, addMonths, isDay, weekdayOf } from '#app/lib/days.ts'

import { ruleOf, tellSkipped, tellTable } from './rules/explanation.ts'
import { countedKinds, LONGEST_TERM, type CountedKind, type TermKind } from './terms.ts'

/** `start` (YYYY-MM-DD) is never counted; `n` is not read by the kinds that only look at the month. */
export type Term = { start: string; kind: TermKind; n?: number | null; calendar: Calendar }

export type Skipped = { date: string; why: string }

export type Due = {
  due_on: string
  /** «10 días hábiles». */
  rule: string
  /** Days passed over because nobody works on them, in order. */
  skipped: Skipped[]
  /** «se saltan 8-12 (Inmaculada Concepción) y 2 fines de semana»; empty when there is nothing to tell. */
  explanation: string
  /** The count needed a year that the table of holidays does not have. */
  beyond_table?: true
}

/**
 * The last day of a term, as Ley 19.880 art. 25 counts it: from the day after, and in working days when they are
 * «hábiles». Throws a RangeError, with a Spanish sentence, when there is no such day or the number is not a term.
 */
export function dueOn({ start, kind, n, calendar }: Term): Due {
  if (!isDay(start)) throw new RangeError(`«${start}» no es una fecha.`)
  const due = kind === 'corridos' ? plainDays(start, termLength(n), calendar) : movingDays(start, kind, n, calendar)
  if (!isDay(due.due_on)) throw new RangeError(TOO_LONG)
  return due
}

/** Whether a kind counts `n` of something; the others only look at the month. */
export const needsNumber = (kind: TermKind): kind is CountedKind => countedKinds.some((counted) => counted === kind)

export type Holiday = {
  date_on: string
  name: string
  scope: 'national' | 'regional' | 'communal'
  region_code: string | null
  commune_cut: string | null
  status?: 'in_force' | 'projected'
}

/** Where the debtor has its seat. Names are for the explanations; nothing known means the national calendar. */
export type Place = {
  region_code?: string | null
  commune_cut?: string | null
  region_name?: string | null
  commune_name?: string | null
}

/** `why` in full for a list, `brief` for a sentence. */
type Reason = { why: string; brief: string }

export type Calendar = {
  /** «calendario de Chillán»: the one used is always shown. */
  label: string
  holidays: ReadonlyMap<string, Reason>
  /** Years the table of holidays tells in full. */
  years: ReadonlySet<number>
}

/** The holidays that count in a place: national ones, its region's, and its commune's when the commune is known. */
export function calendarFor(place: Place, holidays: readonly Holiday[]): Calendar {
  // The first two figures of a CUT are its region.
  const region = place.region_code ?? place.commune_cut?.slice(0, 2)
  const reasons = new Map<string, Reason>()
  for (const holiday of holidays) {
    if (holiday.scope === 'regional' && holiday.region_code !== region) continue
    if (holiday.scope === 'communal' && (!place.commune_cut || holiday.commune_cut !== place.commune_cut)) continue
    const reason = reasonOf(holiday, place)
    const other = reasons.get(holiday.date_on)
    reasons.set(holiday.date_on, other ? both(other, reason) : reason)
  }
  return { label: labelOf(place, region), holidays: reasons, years: wholeYears(holidays) }
}

/** Why nobody works that day («sábado», «Inmaculada Concepción»); undefined when it is a working day. */
export function whyNotWorking(day: string, calendar: Calendar): string | undefined {
  const weekend = WEEKEND[weekdayOf(day)]
  const holiday = calendar.holidays.get(day)?.why
  return holiday && weekend ? `${holiday} (${weekend})` : (holiday ?? weekend)
}

export const isWorkingDay = (day: string, calendar: Calendar) => whyNotWorking(day, calendar) === undefined

/** That day, or the first working day after it. */
export function nextWorkingDay(day: string, calendar: Calendar): string {
  return isWorkingDay(day, calendar) ? day : nextWorkingDay(addDays(day, 1), calendar)
}

/** That day, or the last working day before it. */
export function previousWorkingDay(day: string, calendar: Calendar): string {
  return isWorkingDay(day, calendar) ? day : previousWorkingDay(addDays(day, -1), calendar)
}

/** Whether the table of holidays ends before, or begins after, some day of a span. */
export function isBeyondTable(from: string, to: string, { years }: Calendar) {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) if (!years.has(year)) return true
  return false
}

type MovingKind = Exclude<TermKind, 'corridos'>

const TOO_LONG = 'El plazo es demasiado largo.'

function termLength(n: number | null | undefined) {
  if (n === null || n === undefined) throw new RangeError('Falta el número de días o meses.')
  if (!Number.isInteger(n) || n < 0) throw new RangeError('El plazo debe ser un número entero, desde 0.')
  if (n > LONGEST_TERM) throw new RangeError(TOO_LONG)
  return n
}

/** Days that do not stop for holidays never move; when nobody works on the last one, that is told. */
function plainDays(start: string, n: number, calendar: Calendar): Due {
  const due_on = addDays(start, n)
  const why = whyNotWorking(due_on, calendar)
  const explanation = why ? `cae en día inhábil (${why}) y no se mueve` : ''
  return { due_on, rule: ruleOf('corridos', n), skipped: [], explanation }
}

function movingDays(start: string, kind: MovingKind, n: Term['n'], calendar: Calendar): Due {
  const { from, day, skipped } = walk(start, kind, n, calendar)
  const beyond = isBeyondTable(from, day, calendar)
  const explanation = [tellSkipped(skipped, calendar), beyond && tellTable(calendar)].filter(Boolean).join('; ')
  return { due_on: day, rule: ruleOf(kind, n), skipped, explanation, ...(beyond && { beyond_table: true }) }
}

function walk(start: string, kind: MovingKind, n: Term['n'], calendar: Calendar) {
  const firstOfMonth = `${start.slice(0, 7)}-01`
  switch (kind) {
    case 'habiles':
      return forward(start, termLength(n), calendar)
    case 'corridos_prorroga':
      return forward(addDays(start, termLength(n)), 0, calendar)
    case 'meses':
      return forward(addMonths(start, termLength(n)), 0, calendar)
    case 'primer_habil_mes':
      return forward(firstOfMonth, 0, calendar)
    case 'ultimo_habil_mes':
      return back(addDays(addMonths(firstOfMonth, 1), -1), calendar)
  }
}

/** Counts `n` working days after a day, and goes on to a working day where it stands on none. */
function forward(start: string, n: number, calendar: Calendar) {
  const skipped: Skipped[] = []
  const from = n > 0 ? addDays(start, 1) : start
  let left = Math.max(n, 1)
  for (let day = from; ; day = addDays(day, 1)) {
    const why = whyNotWorking(day, calendar)
    if (why) skipped.push({ date: day, why })
    else if (--left === 0) return { from, day, skipped }
  }
}

function back(until: string, calendar: Calendar) {
  const skipped: Skipped[] = []
  for (let day = until; ; day = addDays(day, -1)) {
    const why = whyNotWorking(day, calendar)
    if (!why) return { from: day, day, skipped }
    skipped.unshift({ date: day, why })
  }
}

const WEEKEND: Record<number, string> = { 6: 'sábado', 7: 'domingo' }

function reasonOf({ scope, name, status }: Holiday, place: Place): Reason {
  const full = status === 'projected' ? `${name} (proyectado)` : name
  if (scope === 'national') return { why: full, brief: full }
  const where = scope === 'communal' ? place.commune_name : place.region_name
  const brief = where ? `feriado en ${where}` : scope === 'communal' ? 'feriado comunal' : 'feriado regional'
  return { why: `${brief}: ${full}`, brief }
}

const both = (one: Reason, other: Reason): Reason => ({
  why: `${one.why} y ${other.why}`,
  brief: `${one.brief} y ${other.brief}`,
})

function labelOf(place: Place, region: string | undefined) {
  if (place.commune_cut) return `calendario de ${place.commune_name ?? place.commune_cut}`
  if (region) return `calendario de ${place.region_name ?? `la región ${region}`}, sin feriados comunales`
  return 'calendario nacional'
}

/** A year is told in full when both its ends are; one loose row for 2031 does not make a table of 2031. */
function wholeYears(holidays: readonly Holiday[]) {
  const national = new Set(holidays.filter(({ scope }) => scope === 'national').map(({ date_on }) => date_on))
  const ends = [...national].filter((day) => day.endsWith('-01-01') && national.has(`${day.slice(0, 4)}-12-25`))
  return new Set(ends.map((day) => Number(day.slice(0, 4))))
}
