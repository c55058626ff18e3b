import { turns } from '../terms.ts'
import { dueQuestions } from './due.ts'
import { headOf } from './marks.ts'
import type { Reading } from './reading.ts'
import { wordsOf } from './words.ts'

/** The line with another debtor: the mention that said it, or one more at its end. */
export function withDebtor({ line }: Reading, mention: string): string {
  const words = wordsOf(line, headOf(line).from)
  const owing = words.filter(({ sort }, at) => sort === 'mention' && !/^(a|al|para|con)$/.test(words[at - 1]?.folded ?? ''))
  const [first, ...others] = owing
  if (!first) return appended(line, mention)
  const without = others.toReversed().reduce((text, { start, end }) => text.slice(0, start).trimEnd() + text.slice(end), line)
  return without.slice(0, first.start) + mention + without.slice(first.end)
}

/** The line with one more receiver. */
export const withBeneficiary = ({ line }: Reading, mention: string): string => `${line.trimEnd()} para ${mention}`

/** The line with another term: in the place of the one it had, or at its end. */
export function withDue({ line, spans, questions }: Reading, term: string): string {
  // A term written as a field decides where a condition, or several dates, left it open.
  const decides = questions.some(({ text }) => text === dueQuestions.event || text === dueQuestions.two)
  const said = decides ? `plazo: ${term}` : /^\d+ (d[ií]as?|semanas?|mes(es)?|horas)$/.test(term) ? `en ${term}` : term
  if (!spans.due || decides) return appended(line, said)
  const [start, end] = spans.due
  const apart = (text: string, at: number) => text !== '' && /[\p{L}\p{N}]/u.test(text.at(at)!) ? ' ' : ''
  const [before, after] = [line.slice(0, start), line.slice(end)]
  return `${before}${apart(before, -1)}${said}${apart(after, 0)}${after}`
}

export const asNote = (line: string) => marked(line, 'n:')
export const asAgreement = (line: string) => marked(line, 'a:')
export const asCommitment = (line: string) => marked(line, 'c:')
export const asInternal = (line: string) => marked(line, 'i:')
export const asIntention = (line: string) => marked(line, turns.intention)

/** A comma keeps what is added from being read with the word before it. */
const appended = (line: string, text: string) => `${line.trimEnd()}${/[\p{L}\p{N}]\s*$/u.test(line.slice(-20)) && !/(^|\s)\S*@\S+\s*$/.test(line.slice(-60)) ? ',' : ''} ${text}`

function marked(line: string, mark: string): string {
  const { marks: [start, end] } = headOf(line)
  const rest = line.slice(end).trimStart()
  return `${line.slice(0, start)}${mark} ${rest}`
}
