import { formatDay } from '#app/lib/days.ts'
import { formatNumber } from '#app/lib/text.ts'

import type { CouncilNeed } from '../terms.ts'

/** Ley 18.695 art. 65 j): from this many hundredths of UTM on, the concejo is asked. */
const THRESHOLD = 500 * 100

/**
 * The days on which the periods of the mayors end: they are elected for four years, and those elected take office on
 * 6 December (Ley 18.695 arts. 57 and 83). To be confirmed by a lawyer before it is printed as fact.
 */
const TERM_ENDS = ['2024-12-06', '2028-12-06', '2032-12-06', '2036-12-06'] as const

/** What the rule reads. Days are YYYY-MM-DD. */
export type CouncilFacts = {
  /** A municipality is a party: the law binds no other. */
  municipal: boolean
  /** Whole pesos. */
  amount_clp: number | null
  /** Hundredths of UTM. */
  amount_utm: number | null
  /** Pesos of one UTM in the month of the signature; null when nobody has written it down. */
  utm: number | null
  /** The day of the signature, or today while there is none. */
  signed_on: string
  /** Its last day; null is without end. */
  valid_until_on: string | null
}

/** The last day of the period of the mayors who govern on a day; undefined beyond what the table knows. */
const termEnd = (day: string): string | undefined => TERM_ENDS.find((end) => day < end)

/** Past the period of the mayors who sign; without an end, always. */
export function isBeyondTerm({ signed_on, valid_until_on }: Pick<CouncilFacts, 'signed_on' | 'valid_until_on'>): boolean {
  const end = termEnd(signed_on)
  return valid_until_on === null || end === undefined || valid_until_on > end
}

/**
 * Ley 18.695 art. 65 j). From 500 UTM: absolute majority, and two thirds when it lasts beyond the mayors' period. Below
 * that, or without amount, and beyond the period: the sentence is read both ways, so it is to be verified. Of what is
 * written in pesos and in UTM the larger counts; pesos without the UTM of their month are never guessed.
 */
export function councilNeedOf(facts: CouncilFacts): CouncilNeed {
  if (!facts.municipal) return 'none'
  const beyond = isBeyondTerm(facts)
  if (reachesThreshold(facts)) return beyond ? 'two_thirds' : 'absolute_majority'
  if (facts.amount_clp !== null && facts.utm === null) return 'to_verify'
  return beyond ? 'to_verify' : 'none'
}

const reachesThreshold = ({ amount_clp, amount_utm, utm }: CouncilFacts) =>
  (amount_utm !== null && amount_utm >= THRESHOLD) || (amount_clp !== null && utm !== null && amount_clp * 100 >= utm * THRESHOLD)

export const isCouncilRequired = (need: CouncilNeed) => need === 'absolute_majority' || need === 'two_thirds'

/** Why, in one sentence, with the law; «podría» wherever a lawyer has the last word. */
export function councilReason(facts: CouncilFacts): string {
  const need = councilNeedOf(facts)
  const end = termEnd(facts.signed_on)
  const beyond = facts.valid_until_on === null ? 'no tiene término' : end ? `pasa del ${formatDay(end)}, fin del período alcaldicio` : 'pasa del período alcaldicio'
  if (!facts.municipal) return 'Ninguna municipalidad es parte.'
  if (need === 'two_thirds') return `El monto llega a 500 UTM y la vigencia ${beyond}: dos tercios del concejo (Ley 18.695, artículo 65 j).`
  if (need === 'absolute_majority') return 'El monto llega a 500 UTM: mayoría absoluta del concejo (Ley 18.695, artículo 65 j).'
  if (need === 'none') return 'El monto no llega a 500 UTM y la vigencia no pasa del período alcaldicio (Ley 18.695, artículo 65 j).'
  if (facts.amount_clp !== null && facts.utm === null) {
    return 'Falta la UTM del mes de la firma para saber si llega a 500 UTM: podría requerir acuerdo del concejo (Ley 18.695, artículo 65 j); consulte a Jurídica.'
  }
  return `La vigencia ${beyond} y el monto no llega a 500 UTM: podría requerir acuerdo del concejo (Ley 18.695, artículo 65 j, que se lee de dos maneras); consulte a Jurídica.`
}

/** «620 UTM», «500,5 UTM». Takes hundredths. */
export const formatUtm = (hundredths: number) => `${formatNumber(hundredths / 100)} UTM`

/** «$1.234.567». */
export const formatPesos = (pesos: number) => `$${formatNumber(pesos)}`

type Votes = { council_for: number | null; council_against: number | null; council_abstained: number | null }

/** «6 a favor, 1 en contra, 1 abstención»; null when no vote is known. */
export function votesText({ council_for, council_against, council_abstained }: Votes): string | null {
  const parts = [
    council_for === null ? null : `${council_for} a favor`,
    council_against === null ? null : `${council_against} en contra`,
    council_abstained === null ? null : `${council_abstained} ${council_abstained === 1 ? 'abstención' : 'abstenciones'}`,
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(', ') : null
}

/** Whether the votes written down fall short, counting only those who voted: the size of the concejo is not known here. */
export function fallsShort({ council_for, council_against, council_abstained }: Votes, need: CouncilNeed): boolean {
  if (council_for === null || !isCouncilRequired(need)) return false
  const all = council_for + (council_against ?? 0) + (council_abstained ?? 0)
  return need === 'two_thirds' ? council_for * 3 < all * 2 : council_for * 2 <= all
}
