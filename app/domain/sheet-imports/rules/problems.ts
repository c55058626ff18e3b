import { fold } from '#app/lib/text.ts'

import { wordOf, type ImportKind } from '../terms.ts'
import type { Directory, KnownInstitution } from './directory.ts'
import type { Offer, Problem } from './plan.ts'
import type { Values } from './row-values.ts'
import type { Choice, Settings } from './settings.ts'

/** Thrown inside the planning of a row by an answer that leaves it out. */
export class Left extends Error {
  override name = 'Left'
}

/** The problems of one row, and the answers that somebody gave to them. */
export class Doubts {
  readonly problems: Problem[] = []
  /** What an answer changes of what the row says. */
  readonly changes: string[] = []
  readonly settings: Settings
  readonly kind: ImportKind

  constructor(settings: Settings, kind: ImportKind) {
    this.settings = settings
    this.kind = kind
  }

  /**
   * What was answered to this problem, or to all of its kind; without an answer the problem is noted. A record that `isThere`
   * does not know any more is no answer. Throws `Left`.
   */
  ask(problem: Problem, isThere: (id: string) => boolean = () => false): Choice | undefined {
    const { choices } = this.settings
    const answers = [choices[problem.key], choices[`all:${problem.kind}`], choices[`rest:${problem.kind}`]]
    const answer = answers.find((one) => one && ('use' in one ? isThere(one.use) : answersTo(problem, one)))
    if (answer && 'does' in answer && answer.does === 'skip') throw new Left()
    if (!answer) this.problems.push(problem)
    return answer
  }

  missing(field: string, text = `Falta «${wordOf(this.kind, field)}».`) {
    this.ask({ key: `missing:${field}`, kind: 'missing', field, text, offers: [] })
  }

  invalid(field: string, text: string, value: string) {
    this.ask({ key: `invalid:${field}:${fold(value).slice(0, 60)}`, kind: 'invalid', field, text, offers: [] })
  }

  /** Something of a person that is written wrong, and that they can come without. */
  detail(field: string, text: string, value: string) {
    const answer = this.ask({ key: `detail:${field}:${fold(value).slice(0, 60)}`, kind: 'detail', field, text, offers: [{ value: 'without', label: 'Traer a la persona sin ese dato' }] })
    if (answer) this.changes.push(`Viene sin «${wordOf(this.kind, field)}»`)
  }

  /** A text of at most so many characters; null when there is none. */
  text(values: Values, field: string, max: number): string | null {
    const text = values.text(field)
    if (text.length <= max) return text || null
    this.invalid(field, `«${wordOf(this.kind, field)}» tiene ${text.length} caracteres y caben ${max}: acórtelo.`, text)
    return null
  }

  day(values: Values, field: string): string | null {
    const read = values.day(field)
    if ('day' in read) return read.day
    this.invalid(field, `«${wordOf(this.kind, field)}»: ${read.problem}`, values.text(field))
    return null
  }

  /** The institution that a row names in one of these fields, the first that says something. */
  institution(directory: Directory, values: Values, fields: string[]): KnownInstitution | undefined {
    const field = fields.find((one) => values.text(one) !== '')
    return field === undefined ? undefined : this.institutionNamed(directory, values.text(field), field)
  }

  institutionNamed(directory: Directory, text: string, field: string): KnownInstitution | undefined {
    const match = directory.match(text)
    if (match && 'id' in match) return directory.institutions.get(match.id)
    const offers: Offer[] = (match?.candidates ?? []).slice(0, 8).map(({ id, name }) => ({ value: `use:${id}`, label: name }))
    const told = offers.length > 0 ? `«${short(text)}» puede ser más de una institución.` : `No se encuentra la institución «${short(text)}».`
    const answer = this.ask({ key: `institution:${fold(text).slice(0, 80)}`, kind: 'institution', field, text: told, offers }, (id) => directory.institutions.has(id))
    return answer && 'use' in answer ? directory.institutions.get(answer.use) : undefined
  }
}

/** Leaving the row out always answers; the rest only where it is offered. */
const answersTo = ({ kind, offers }: Problem, answer: Exclude<Choice, { use: string }>) =>
  'day' in answer ? kind === 'start' : answer.does === 'skip' || offers.some(({ value }) => value === answer.does)

export const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
