/** What two records that may be one are, and how sure that is. */

export const kinds = { person: 'Personas', institution: 'Instituciones' } as const
export type MergeKind = keyof typeof kinds

/** From the strongest: `sure` has a proof, `likely` several signs, `possible` only a name. */
export const strengths = { sure: 'Casi segura', likely: 'Probable', possible: 'Posible' } as const
export type Strength = keyof typeof strengths
