/** «Traspaso de mando»: the same post changes hands in many institutions at once. */

export const handoverStates = { draft: 'En preparación', applied: 'Aplicado', undone: 'Deshecho' } as const

/** What becomes of a line. */
export const lineOutcomes = {
  failed: 'Por resolver',
  starts: 'Asume',
  renews: 'Asume otra vez',
  continues: 'Continúa',
  skipped: 'Se omite',
} as const
export type LineOutcome = keyof typeof lineOutcomes

/** More lines than municipalities there are. */
export const MOST_LINES = 400
