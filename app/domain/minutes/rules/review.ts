import type { AnswerKind } from '../terms.ts'

/** `silent` is written as silence, never as a signature (acuerdo de quienes asisten; no es firma). */
export type Answered = AnswerKind | 'waiting' | 'silent'

/** The last thing somebody said; nothing said is waited for until the last day, and silence afterwards. */
export const answerOf = (answers: { kind: AnswerKind }[], over: boolean): Answered =>
  answers.at(-1)?.kind ?? (over ? 'silent' : 'waiting')

export const answeredWords: Record<Answered, string> = {
  approved: 'Validó, sin observaciones',
  observed: 'Observó',
  waiting: 'Sin respuesta todavía',
  silent: 'Calló: el plazo pasó sin respuesta',
}

/** Whether everybody has validated or let the term pass, and nothing observed is waiting for a correction. */
export const isSettled = (answers: Answered[]) => answers.every((answer) => answer === 'approved' || answer === 'silent')

/** The last day has passed: whoever said nothing is silent. */
export const isReviewOver = (until_on: string, today: string) => until_on < today
