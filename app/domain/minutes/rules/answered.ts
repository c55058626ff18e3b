import { withDebtor, withDue } from './corrections.ts'
import type { Question, Reading } from './reading.ts'

/** The line with the answer to its doubt. */
export function answered(reading: Reading, { about }: Question, put: string) {
  if (about === 'debtor') return withDebtor(reading, put)
  return about === 'due' ? withDue(reading, put) : `${put} ${reading.line.trim()}`
}
