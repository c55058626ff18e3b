/** How a term is counted. */
export const termKinds = {
  habiles: 'Días hábiles',
  corridos: 'Días corridos',
  corridos_prorroga: 'Días corridos; si vence en día inhábil, pasa al hábil siguiente',
  meses: 'Meses',
  primer_habil_mes: 'Primer día hábil del mes',
  ultimo_habil_mes: 'Último día hábil del mes',
} as const

export type TermKind = keyof typeof termKinds

/** Kinds that count something; the others only look at the month. */
export const countedKinds = ['habiles', 'corridos', 'corridos_prorroga', 'meses'] as const
export type CountedKind = (typeof countedKinds)[number]

/** More than this is a slip of the finger, not a term. */
export const LONGEST_TERM = 10_000
