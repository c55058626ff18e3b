/** What an entry of a file would do, and what was done with it. */

export const outcomes = {
  created: 'Nuevo',
  changed: 'Cambió',
  same: 'Igual',
  ignored: 'No corresponde',
  refused: 'Con problema',
  discarded: 'Descartado antes',
} as const
export type Outcome = keyof typeof outcomes
