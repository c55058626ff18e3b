import { calendarFor, dueOn, isBeyondTable, whyNotWorking, type Calendar, type Holiday } from '#app/domain/deadlines/rules.ts'
import { addDays, addMonths, weekdayOf } from '#app/lib/days.ts'

import { lastWorkingDay, nthWorkingDay, type Doubt, type Moment } from './moments.ts'
import type { DueReading, KnownInstitution } from './reading.ts'

/** A term counted on somebody's calendar. */
export type Counted = { on: string | null; due: DueReading | null; warnings: string[]; doubt: Doubt | null }

const WEEKDAYS = ['', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo']
const MONTHS = ['', 'enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre']

/** Counts terms from the day of the meeting; each institution's calendar is made once. */
export class Dues {
  readonly #on: string
  readonly #holidays: readonly Holiday[]
  readonly #calendars = new Map<string, Calendar>()

  constructor(on: string, holidays: readonly Holiday[]) {
    this.#on = on
    this.#holidays = holidays
  }

  count(moment: Moment, debtor: KnownInstitution | null): Counted {
    const calendar = this.#calendarOf(debtor)
    switch (moment.is) {
      case 'doubt':
        return { on: null, due: null, warnings: [], doubt: moment.why }
      case 'session':
        return { on: null, due: { due_rule: 'next_session', n: null, on: null, said: 'próxima sesión', explanation: '' }, warnings: [], doubt: null }
      case 'day':
        return this.#dated(moment.on, calendar)
      case 'eve':
        return this.#dated(lastWorkingDay(this.#on, addDays(moment.of, -1), calendar), calendar)
      case 'nth':
        return this.#dated(nthWorkingDay(moment.first, moment.n, calendar), calendar)
      case 'period':
        return this.#dated(lastWorkingDay(moment.from, moment.day, calendar), calendar)
      case 'count':
        return this.#counted(moment, calendar)
    }
  }

  #dated(on: string | undefined, calendar: Calendar): Counted {
    if (!on || on < this.#on) return { on: null, due: null, warnings: [], doubt: 'past' }
    return { on, due: { due_rule: 'date', n: null, on, said: inWords(on, this.#on), explanation: '' }, warnings: this.#warnings(on, calendar), doubt: null }
  }

  #counted({ kind, n, said }: Extract<Moment, { is: 'count' }>, calendar: Calendar): Counted {
    if (kind === 'meses') {
      // Months named in a meeting do not move; those of the law do. Where both agree, the rule may be kept.
      const on = addMonths(this.#on, n)
      const moves = whyNotWorking(on, calendar) !== undefined
      const due: DueReading = { due_rule: moves ? 'date' : 'meses', n: moves ? null : n, on, said: n === 1 ? '1 mes' : `${n} meses`, explanation: '' }
      return { on, due, warnings: this.#warnings(on, calendar), doubt: null }
    }
    const { due_on, rule, explanation } = dueOn({ start: this.#on, kind, n, calendar })
    const due: DueReading = { due_rule: kind, n, on: due_on, said: said ?? rule, explanation: kind === 'habiles' ? explanation : '' }
    return { on: due_on, due, warnings: kind === 'habiles' ? [] : this.#warnings(due_on, calendar), doubt: null }
  }

  #warnings(on: string, calendar: Calendar): string[] {
    const why = whyNotWorking(on, calendar)
    return [
      ...(why ? [`Cae en día inhábil (${why}): no se mueve.`] : []),
      ...(isBeyondTable(on, on, calendar) ? [`La tabla de feriados no llega a ${on.slice(0, 4)}.`] : []),
    ]
  }

  #calendarOf(debtor: KnownInstitution | null): Calendar {
    const key = debtor ? `${debtor.region_code}-${debtor.commune_cut}` : ''
    const known = this.#calendars.get(key)
    if (known) return known
    const calendar = calendarFor(debtor ?? {}, this.#holidays)
    this.#calendars.set(key, calendar)
    return calendar
  }
}

/** «viernes 27 de noviembre»; with its year when it is another. */
export function inWords(day: string, on: string) {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return `${WEEKDAYS[weekdayOf(day)]} ${date} de ${MONTHS[month]}${day.slice(0, 4) === on.slice(0, 4) ? '' : ` de ${year}`}`
}

/** What is asked about a term. */
export const dueQuestions: Record<Doubt | 'none', string> = {
  none: '¿Para cuándo?',
  past: 'Esa fecha ya pasó: ¿para cuándo?',
  clash: 'El día de la semana y el número no calzan: ¿qué fecha es?',
  impossible: 'Esa fecha no existe: ¿para cuándo?',
  vague: '«Pronto» no es una fecha: ¿para cuándo?',
  two: 'Hay más de una fecha: ¿cuál vale?',
  event: 'El plazo depende de otro hecho: ¿qué fecha se anota?',
}
