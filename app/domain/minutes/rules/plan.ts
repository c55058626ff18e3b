import type { Debtor, Party, Question, Reading } from './reading.ts'

/** The lines of a point, read. `key` is the id of the point, or `''` for what belongs to none. */
export type ReadPoint = { key: string; readings: Reading[] }

/** Something that stops the closing: a line, and what is to be asked about it. */
export type Gap = { key: string; at: number; reading: Reading; questions: Question[] }

/** Every line of the minutes as it will be written down. What comes from an agreement says which line that is. */
export type PlannedEntry = {
  key: string
  /** Place of the line in its point, from 0. */
  at: number
  reading: Reading
  /** Place in `entries` of the agreement above it, in the same point. */
  under: number | null
}

export type Plan = { entries: PlannedEntry[]; gaps: Gap[] }

/** What the minutes would register as they stand, and what is still to be asked. Blank lines are nothing. */
export function planOf(points: ReadPoint[]): Plan {
  const entries: PlannedEntry[] = []
  const gaps: Gap[] = []
  for (const { key, readings } of points) {
    let under: number | null = null
    for (const [at, reading] of readings.entries()) {
      if (reading.line.trim() === '') continue
      if (reading.kind === 'agreement') under = entries.length
      entries.push({ key, at, reading, under: reading.kind === 'commitment' ? under : null })
      const questions = doubtsOf(reading)
      if (questions.length > 0) gaps.push({ key, at, reading, questions })
    }
  }
  return { entries, gaps }
}

/** What must be answered before a line can be registered; nothing for notes and for what is registered already. */
export function doubtsOf(reading: Reading): Question[] {
  if (reading.kind !== 'commitment' || reading.folios.length > 0) return []
  const asked = reading.questions.some(({ about }) => about === 'debtor')
  const unknown = asked ? [] : reading.debtors.filter(({ institution_id }) => institution_id === null)
  return [...reading.questions, ...unknown.map(whoIs)]
}

const whoIs = ({ written }: Debtor): Question => ({
  about: 'debtor',
  text: `«${written}» no dice qué institución del directorio es. ¿Quién debe?`,
  options: [],
  unknown: written,
})

/** «2 acuerdos y 3 compromisos»: several debtors are several commitments. */
export function countOf(readings: Reading[]) {
  const agreements = readings.filter(({ kind }) => kind === 'agreement').length
  const commitments = readings.filter(({ kind }) => kind === 'commitment').map(({ debtors }) => Math.max(debtors.length, 1))
  return { agreements, commitments: commitments.reduce((sum, n) => sum + n, 0) }
}

/** Parties the directory knows, without repeating one. */
export const knownIds = (parties: Party[]) => [...new Set(parties.flatMap(({ institution_id }) => institution_id ?? []))]
