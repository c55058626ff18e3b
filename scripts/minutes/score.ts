import { settingOf } from '#app/domain/minutes/queries/catalog-setting.server.ts'
import { createReader, type LineReader } from '#app/domain/minutes/rules.ts'
import type { Reading } from '#app/domain/minutes/rules/reading.ts'
import { fold } from '#app/lib/text.ts'
import { parseCsv } from '#db/catalog/csv.server.ts'

type Label = { n: string; reference_date: string; line: string; kind: string; debtors: string; due: string; responsible?: string; beneficiaries?: string; note: string }
type Tally = { right: number; given: number; wanted: number }
export type Score = { lines: number; exact: number; fields: Record<string, Tally>; confidentlyWrong: string[]; complete: number; misses: string[] }

const kinds = { commitment: 'compromiso', agreement: 'acuerdo', note: 'nota' } as const
export const kindOf = ({ kind, complete }: Reading) => (kind === 'commitment' && !complete ? 'incompleto' : kinds[kind])

/** Compares what the grammar reads, with the catalogue alone, with what people labelled. */
export function scoreOf(csv: string): Score {
  const readers = new Map<string, LineReader>()
  const setting = settingOf({ on: '2026-01-01' })
  const score: Score = { lines: 0, exact: 0, fields: {}, confidentlyWrong: [], complete: 0, misses: [] }
  for (const label of parseCsv<keyof Label & string>(csv) as Label[]) {
    const reader = readers.get(label.reference_date) ?? createReader({ ...setting, on: label.reference_date })
    readers.set(label.reference_date, reader)
    judge(score, label, reader.line(label.line))
  }
  return score
}

function judge(score: Score, label: Label, reading: Reading) {
  const kind = kindOf(reading)
  const due = reading.complete ? (reading.debtors[0]?.due_on ?? '') : ''
  const wrong = [
    tally(score, 'kind', [label.kind], [kind]),
    tally(score, 'debtors', list(label.debtors), reading.debtors.map(({ written }) => written)),
    tally(score, 'due', list(label.due), due ? [due] : []),
    'responsible' in label && tally(score, 'responsible', list(label.responsible), reading.debtors.flatMap(({ responsible }) => responsible?.written ?? []).slice(0, 1)),
    'beneficiaries' in label && tally(score, 'beneficiaries', list(label.beneficiaries), reading.beneficiaries.map(({ written }) => written)),
  ].filter((name) => name !== false)
  score.lines++
  if (reading.complete) score.complete++
  if (wrong.length === 0) score.exact++
  const read = [kind, reading.debtors.map(({ written }) => written).join(';'), due || (reading.due?.said ?? ''), reading.debtors[0]?.responsible?.written ?? '', reading.beneficiaries.map(({ written }) => written).join(';')].join(' | ')
  const told = `${label.n} [${wrong.join(',')}] ${label.line}\n    read:  ${read}\n    label: ${[label.kind, label.debtors, label.due, label.responsible, label.beneficiaries].join(' | ')}  (${label.note})`
  if (wrong.length > 0) score.misses.push(told)
  if (reading.complete && wrong.some((field) => ['kind', 'debtors', 'due'].includes(field))) score.confidentlyWrong.push(told)
}

function tally(score: Score, field: string, wanted: string[], given: string[]): string | false {
  const sum = (score.fields[field] ??= { right: 0, given: 0, wanted: 0 })
  const key = (text: string) => fold(text)
  const left = wanted.map(key)
  const right = given.filter((one) => left.includes(key(one)) && left.splice(left.indexOf(key(one)), 1)).length
  sum.right += right
  sum.given += given.length
  sum.wanted += wanted.length
  return right === wanted.length && right === given.length ? false : field
}

const list = (cell: string | undefined) => (cell ?? '').split(';').filter(Boolean)

export function tellScore({ lines, exact, fields, confidentlyWrong, complete, misses }: Score, withMisses: boolean): string {
  const rows = Object.entries(fields).map(([field, { right, given, wanted }]) =>
    `${field.padEnd(14)} precision ${percent(right, given)} (${right}/${given})  recall ${percent(right, wanted)} (${right}/${wanted})`)
  return [
    `${exact} of ${lines} lines right in everything`, ...rows,
    `confidently wrong: ${confidentlyWrong.length} of ${complete} complete commitments (${percent(confidentlyWrong.length, complete)})`,
    ...(withMisses ? ['', ...misses] : []),
  ].join('\n')
}

const percent = (part: number, whole: number) => (whole === 0 ? '   –   ' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`)
