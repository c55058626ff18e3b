import type { Likely } from '#app/domain/merges/queries/likely.server.ts'
import { strengths } from '#app/domain/merges/terms.ts'

/** Likely matches as a page shows them: who, how sure, why, and what tells them from others of the name. */
export const likelyOptions = (likely: Likely[]) =>
  likely.map(({ id, name, detail, strength, reasons }) => ({ id, label: name, detail: `${strengths[strength]}: ${reasons.join(', ')}. ${detail}` }))
