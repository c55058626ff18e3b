import { formatNumber, plural } from '#app/lib/text.ts'

import type { MatrixState, StateFilter } from '../terms.ts'

/** How many stand in the state asked for, or are late among them, and of how many: numerator and denominator. */
export type Tally = { part: number; whole: number }

/** The state of a list that holds the numerator, and of the one that holds the denominator. */
export const parts: Record<MatrixState, StateFilter> = { abiertos: 'vencido', vencido: 'vencido', cumplido: 'cumplido' }
export const wholes: Record<MatrixState, StateFilter> = { abiertos: 'abiertos', vencido: 'abiertos', cumplido: 'abiertos-y-cumplidos' }

/** What a cell shows and its list holds: of what is open, all of it; otherwise what is late, or kept. */
export const shownOf = (state: MatrixState, { part, whole }: Tally) => (state === 'abiertos' ? whole : part)

/** Most institutions that a side of the matrix shows; past it, the last place is for the rest. */
export const MOST_LINES = 25

/**
 * Which institutions get a line of their own: those pinned first, then the most late, then the most. The others are
 * summed. Nobody without anything to show is in either.
 */
export function chooseLines<T extends { id: string; tally: Tally }>(state: MatrixState, all: readonly T[], pinned: readonly string[], most: number) {
  const ranked = all
    .filter(({ tally }) => shownOf(state, tally) > 0)
    .toSorted((a, b) => rankOf(pinned, a.id) - rankOf(pinned, b.id) || b.tally.part - a.tally.part || b.tally.whole - a.tally.whole || (a.id < b.id ? -1 : 1))
  return ranked.length <= most ? { shown: ranked, others: [] } : { shown: ranked.slice(0, most - 1), others: ranked.slice(most - 1) }
}

const rankOf = (pinned: readonly string[], id: string) => (pinned.includes(id) ? pinned.indexOf(id) : pinned.length)

export const othersName = (many: number) => `Otras ${formatNumber(many)} instituciones`

/** «1 vencido», «5 cumplidos». */
export const partWords = (state: MatrixState, { part }: Tally) => (state === 'cumplido' ? plural(part, 'cumplido', 'cumplidos') : plural(part, 'vencido', 'vencidos'))

/** «3 abiertos», «8 compromisos»: of which the others are a part. */
export const wholeWords = (state: MatrixState, { whole }: Tally) => (state === 'cumplido' ? plural(whole, 'compromiso', 'compromisos') : plural(whole, 'abierto', 'abiertos'))

/** «1 vencido de 3 abiertos». */
export const rateWords = (state: MatrixState, tally: Tally) => `${partWords(state, tally)} de ${wholeWords(state, tally)}`
