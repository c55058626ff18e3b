/** What is stored about minutes, and how it is read. */

export const minutesStates = {
  draft: 'Borrador',
  under_review: 'En revisión',
  approved: 'Aprobada',
  amended: 'Corregida por una versión posterior',
} as const
export type MinutesState = keyof typeof minutesStates

/** What somebody answered to minutes under review. */
export const answerKinds = { approved: 'Sin observaciones', observed: 'Con observaciones' } as const
export type AnswerKind = keyof typeof answerKinds

/** Days, all of them working, in which minutes under review may be observed. */
export const REVIEW_DAYS = 3

/** Marks that turn a line into what nobody owes. */
export const turns = { note: 'nota:', intention: 'intención:' } as const

export const TOO_LONG = 'Es demasiado largo para un solo punto. Su texto sigue en este equipo: reparta lo que sobra en otro punto.'
