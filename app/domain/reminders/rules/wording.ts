import { plural } from '#app/lib/text.ts'

import { targets, type Target } from '../terms.ts'

/** «7 días antes», «el mismo día», «15 días después». */
export function stepWhen(days: number) {
  if (days === 0) return 'el mismo día'
  return days < 0 ? `${plural(-days, 'día', 'días')} antes` : `${plural(days, 'día', 'días')} después`
}

/** «7 días antes: cargo responsable; 1 día después: cargo responsable» */
export const ladderText = (steps: readonly { days: number; target: Target }[]) =>
  steps.toSorted((a, b) => a.days - b.days).map(({ days, target }) => `${stepWhen(days)}: ${targets[target].toLowerCase()}`).join('; ')
