import { Actors } from './actors.ts'
import { chosenTerm } from './choice.ts'
import { hangsOn } from './conditions.ts'
import { dueQuestions, Dues, type Counted } from './due.ts'
import { headOf, type Head } from './marks.ts'
import { Mentions } from './mentioned.ts'
import type { Actor } from './names.ts'
import { Phrase } from './phrases.ts'
import { receiversIn } from './receivers.ts'
import type { Debtor, Question, Reading, Setting } from './reading.ts'
import type { Clock } from './moments.ts'
import { termsIn, type Term } from './terms-of-time.ts'
import { blank } from './unread.ts'
import { judge, type Line, type Verdict } from './verdict.ts'
import { asDeed, capitalised, tidy, without } from './wording.ts'
import { wordsOf, type Word } from './words.ts'

type Promise = Extract<Verdict, { kind: 'commitment' }>

const MOST_READINGS = 2000

export class Reader {
  readonly #actors: Actors
  readonly #mentions: Mentions
  readonly #dues: Dues
  readonly #clock: Clock
  readonly #readings = new Map<string, Reading>()

  constructor(setting: Setting) {
    this.#actors = new Actors(setting)
    this.#mentions = new Mentions(setting, this.#actors)
    this.#dues = new Dues(setting.on, setting.holidays)
    this.#clock = { on: setting.on, holidays: setting.holidays }
  }

  readAll(lines: string[]): Reading[] {
    let sender: string | null = null
    return lines.map((line) => {
      const head = headOf(line)
      sender = head.sender ?? sender
      return this.#remembered(line, head, sender)
    })
  }

  read(line: string): Reading {
    const head = headOf(line)
    return this.#remembered(line, head, head.sender)
  }

  /** While somebody types, one line changes and the others do not. What a line says depends on who sent it. */
  #remembered(line: string, head: Head, sender: string | null): Reading {
    const key = `${sender ?? ''}\n${line}`
    const known = this.#readings.get(key)
    if (known) return known
    const reading = this.#read(line, head, sender)
    if (this.#readings.size >= MOST_READINGS) this.#readings.clear()
    this.#readings.set(key, reading)
    return reading
  }

  #read(line: string, head: Head, sender: string | null): Reading {
    const { mark, folios, from } = head
    const rest = line.slice(from).trim()
    const base = { ...blank(line), text: rest, folios, marked: mark !== null }
    if (folios.length > 0) {
      const kind = folios[0]!.startsWith('A') ? 'agreement' : folios[0]!.startsWith('C') ? 'commitment' : 'note'
      return { ...base, kind, marked: true, complete: kind === 'commitment', audience: mark === 'internal' ? 'internal' : 'shared' }
    }
    if (mark === 'internal') return { ...base, audience: 'internal' }
    if (mark === 'note' || rest === '') return base
    if (mark === 'intention') return { ...base, intention: true }
    if (mark === 'agreement') return { ...base, kind: 'agreement', text: capitalised(tidy(rest)) || rest }

    const words = wordsOf(line, from)
    const phrase = new Phrase(words)
    const terms = termsIn(words, this.#clock)
    const actors = this.#actors.in(words, terms)
    const parsed: Line = { phrase, terms, actors, speaker: this.#speakerOf(sender), mark: mark === 'accord' ? 'accord' : mark === 'commitment' ? 'commitment' : null }
    const mentioned = this.#mentions.in(words)
    const verdict = mentioned.length > 0 && mark !== 'accord' ? judge({ ...parsed, mark: 'commitment' }) : judge(parsed)
    if (verdict.kind === 'note') return base
    if (verdict.kind === 'agreement') return { ...base, kind: 'agreement', text: mark === 'accord' ? capitalised(tidy(rest)) : rest }
    return this.#promised(base, { line: parsed, words, verdict, mentioned, from })
  }

  #promised(base: Reading, { line, words, verdict, mentioned, from }: { line: Line; words: Word[]; verdict: Promise; mentioned: ReturnType<Mentions['in']>; from: number }): Reading {
    const { phrase, terms, speaker } = line
    const owing = mentioned.filter(({ receives }) => !receives)
    const debtors = owing.length > 0 ? owing.flatMap(({ actor }) => actor ?? []) : verdict.debtors
    const term = chosenTerm(phrase, terms, verdict.obligation)
    const waits = term?.lead !== 'field' && hangsOn(phrase, terms, verdict.obligation)
    const questions: Question[] = owing.flatMap(({ question }) => question ?? [])
    if (debtors.length === 0 && questions.length === 0) questions.push({ about: 'debtor', text: verdict.either ? 'Hay más de una institución: ¿cuál debe?' : '¿Quién debe?', options: this.#mentions.options(verdict.either ? (verdict.group?.actors ?? []) : []) })

    if (verdict.several && owing.length === 0) questions.push({ about: 'kind', text: 'Parecen dos compromisos: escriba cada uno en su línea.', options: [] })
    const counted = debtors.map((debtor) => (term ? this.#dues.count(term.moment, debtor.institution) : null))
    const first: Counted | null = counted[0] ?? (term ? this.#dues.count(term.moment, null) : null)
    const why = waits ? 'event' : !first ? 'none' : first.doubt
    if (why) questions.push({ about: 'due', text: dueQuestions[why], options: [] })
    const complete = questions.length === 0
    const due = why ? null : first!.due
    const receivers = this.#receivers(verdict, mentioned, debtors, line, speaker)
    const cuts = cutsOf(words, verdict, term, mentioned)
    return {
      ...base,
      kind: 'commitment',
      complete,
      text: textOf(base, words, verdict, cuts, from, term),
      debtors: debtors.map((debtor, at): Debtor => ({
        written: debtor.written, institution_id: debtor.institution_id, responsible: debtor.responsible,
        due_on: why ? null : (counted[at]?.on ?? null),
      })),
      beneficiaries: receivers.map(({ written, institution_id }) => ({ written, institution_id })),
      due,
      questions,
      warnings: why ? [] : [...new Set(counted.flatMap((each) => each?.warnings ?? []))],
      spans: {
        ...(term && { due: [words[term.from]!.start, words[term.to - 1]!.end] as [number, number] }),
      },
    }
  }

  /** Whoever comes after «a» or «para»; «nos» is whoever speaks. */
  #receivers(verdict: Promise, mentioned: ReturnType<Mentions['in']>, debtors: Actor[], { phrase }: Line, speaker: Actor | undefined): Actor[] {
    // «A los dirigentes les entregará…»: whoever receives may come before the verb.
    const isForSomebody = /^les?$/.test(verdict.obligation?.clitic ?? '')
    const ruled = receiversIn(phrase, verdict.groups.filter((group) => group !== verdict.group), isForSomebody ? 0 : (verdict.obligation?.to ?? 0))
    const us = speaker && verdict.obligation && phrase.words.slice(verdict.obligation.from, verdict.obligation.to).some(({ folded }) => folded === 'nos') ? [speaker] : []
    const all = [...ruled, ...mentioned.flatMap(({ receives, actor }) => (receives && actor ? [actor] : [])), ...us]
    return all.filter((one, at) => !one.vague && !debtors.some(({ written }) => written === one.written) && all.findIndex(({ written }) => written === one.written) === at)
  }

  #speakerOf(sender: string | null): Actor | undefined {
    if (!sender) return undefined
    const speaker = this.#actors.in(wordsOf(sender), []).find(({ vague }) => !vague)
    // Whoever typed it says of which institution it is; a post answers for it, a person does not.
    return speaker?.person && !speaker.responsible?.position_id ? { ...speaker, responsible: null } : speaker
  }
}

/** The words that said the debtor, the term and the mentions. */
function cutsOf(words: Word[], { group }: Promise, term: Term | undefined, mentioned: { at: number; receives: boolean }[]): [number, number][] {
  const cuts: [number, number][] = mentioned.map(({ at, receives }) => [receives ? at - 1 : at, at + 1])
  if (term) cuts.push([term.from, term.to])
  if (group && group.from >= 0) {
    const lead = new Phrase(words.slice(0, group.from))
    const length = [...LEADS, ''].find((text) => text === '' || lead.is(group.from - text.split(' ').length, text))!
    const from = group.from - (length ? length.split(' ').length : 0)
    const closes = words[group.to]?.folded === ')' && words[from - 1]?.folded === '('
    cuts.push([closes ? from - 1 : from, group.to + (closes ? 1 : 0)])
  }
  return cuts
}

/** What leads to a debtor's name and goes away with it, the longest first. */
const LEADS = ['encargado :', 'encargada :', 'responsable', 'responsable : la', 'responsable : el', 'responsables :', 'responsable :', 'por parte de la', 'por parte del', 'por parte de', 'a cargo de la', 'a cargo del', 'a cargo de', 'por la', 'por el', 'por', 'el', 'la', 'los', 'las']

function textOf(base: Reading, words: Word[], verdict: Promise, cuts: [number, number][], from: number, term: Term | undefined): string {
  const { obligation, group } = verdict
  const line = base.line
  const plain = obligation && obligation.infinitive && obligation.how !== 'passive'
  if (plain) {
    const lead = words.slice(0, obligation.from).filter((word, at) => !cuts.some(([start, end]) => at >= start && at < end) && !/^(el|la|los|las|,|:|que|y)$/.test(word.folded))
    const decided = /^(se|acuerda|acordo|define|aprueba|resuelve|tarea|accion)$/
    if (lead.every(({ folded }) => decided.test(folded))) {
      const deed = asDeed(line, words, group?.led === '', obligation, cuts)
      if (deed && deed.length > 3) return deed
    }
    if (!group && !term) return capitalised(base.text)
  }
  if (!obligation || obligation.who === 'nobody') {
    const kept = capitalised(without(line, words, from, cuts))
    if (words.some(({ folded }) => COPULAS.test(folded))) return base.text
    if (kept.length > 3) return kept
  }
  return base.text
}

/** Without whoever owes, a sentence with one of these reads badly. */
const COPULAS = /^(queda|quedan|quedara|esta|estara|sera|seran|es|son|recae|falta|faltan)$/
