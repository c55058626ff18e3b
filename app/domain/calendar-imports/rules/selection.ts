import type { Outcome } from '../terms.ts'

/** As many rows as one form may bring. */
export const MOST_SHOWN = 300

const order: Partial<Record<Outcome, number>> = { changed: 0, discarded: 1, created: 2 }

/** Whether somebody decides on an entry. */
export const isOffered = ({ outcome }: { outcome: Outcome }) => order[outcome] !== undefined

/** The entries that a page shows one by one, in its order; the same whenever it is asked, so that a form means the same. */
export function shownOf<E extends { outcome: Outcome; position: number }>(entries: E[]): E[] {
  const offered = entries.filter(isOffered)
  return offered.sort((a, b) => order[a.outcome]! - order[b.outcome]! || a.position - b.position).slice(0, MOST_SHOWN)
}
