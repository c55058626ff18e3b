import { fold } from '#app/lib/text.ts'

import { GIVEN } from './given.ts'
import { Names, type Actor, type Body } from './names.ts'
import { Posts } from './posts.ts'
import type { KnownPerson, Setting } from './reading.ts'
import type { Term } from './terms-of-time.ts'
import { verbOf } from './verbs.ts'
import { setOf, type Word } from './words.ts'

export const LEADS = setOf('a al con para de del ante por segun en hacia sobre desde hasta contra sin mediante via entre')
const ARTICLES = setOf('el la los las su sus nuestra nuestro este esta un una dicho dicha nuevo nueva propio propia misma mismo ambos ambas')
const TITLES = setOf('sr sra srta don dona senor senora')

/** Finds everybody a line names. Prepared once for a setting. */
export class Actors {
  readonly names: Names
  readonly #posts: Posts
  readonly #setting: Setting
  readonly #people: { tokens: string[]; person: KnownPerson }[]

  constructor(setting: Setting) {
    this.#setting = setting
    this.names = new Names(setting)
    this.#posts = new Posts(setting)
    this.#people = setting.people.map((person) => ({ tokens: fold(person.name).split(' '), person }))
  }

  in(words: Word[], terms: Term[]): Actor[] {
    const cased = words.some(({ capital }) => capital) && words.some(({ text, capital, sort }) => sort === 'word' && !capital && text.length > 2)
    const taken = new Set(terms.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, offset) => from + offset)))
    const actors: Actor[] = []
    for (let at = 0; at < words.length; at++) {
      if (taken.has(at) || words[at]!.sort !== 'word') continue
      const found = this.#actorAt(words, at, cased)
      if (!found || taken.has(found.to - 1)) continue
      const actor = this.#joined(words, { ...found, from: at, led: ledBy(words, at) })
      actors.push(actor)
      at = actor.to - 1
    }
    return actors
  }

  #actorAt(words: Word[], at: number, cased: boolean): Omit<Actor, 'from' | 'led'> | undefined {
    const person = this.#personAt(words, at)
    const post = this.#posts.postAt(words, at, this.names)
    const body = this.#bodyAt(words, at, cased)
    const stranger = strangerAt(words, at, cased, this.names)
    // «la asociación AMUCH», «la empresa SERVIU»: what it is, and then its name.
    const known = stranger && this.names.bodyAt(words, at + 1)
    if (known && !known.place && known.to === stranger.to) return actorOf(known)
    const longest = Math.max(person?.to ?? 0, post?.to ?? 0, body?.to ?? 0, stranger?.to ?? 0)
    if (body && body.to === longest) return actorOf(body)
    if (person && person.to === longest) return person
    if (post && post.to === longest) return post
    return stranger
  }

  #bodyAt(words: Word[], at: number, cased: boolean): Body | undefined {
    const exact = this.names.bodyAt(words, at)
    const body = exact ?? (this.#mayBeSlip(words, at, cased) ? this.names.bodyAt(words, at, true) : undefined)
    if (!body?.place) return body
    return this.names.mayBePlace(words, at, body.to, cased) || this.#isSubject(words, at, body) ? body : undefined
  }

  /** A name with a slip is looked for where a subject or a receiver stands, never among the common words. */
  #mayBeSlip(words: Word[], at: number, cased: boolean): boolean {
    const word = words[at]!
    if (word.folded.length < 5 || GIVEN.has(word.folded) || verbOf(word)) return false
    if (cased && !word.capital) return at === 0
    const next = words[at + 1]
    return !cased ? at === 0 || /^(a|al|de|la|el|y|:|-)$/.test(words[at - 1]!.folded) : !next?.capital || at === 0 || word.text === word.text.toUpperCase()
  }

  /** «tome manda los planos»: written like a word, and placed like a name. */
  #isSubject(words: Word[], at: number, body: Body): boolean {
    const verb = words[body.to] && verbOf(words[body.to]!)
    return at === 0 && (verb?.tense === 'present' || verb?.tense === 'future') && !verb.first
  }

  /** Somebody of the meeting by full name or surname, or anybody with a first name. */
  #personAt(words: Word[], at: number): Omit<Actor, 'from' | 'led'> | undefined {
    const word = words[at]!
    if (!word.capital && !isNamedInHaste(words, at)) return undefined
    const same = this.#people.filter(({ tokens }) => tokens.includes(word.folded))
    if (same.length > 0 || GIVEN.has(word.folded)) {
      let to = at + 1
      while (words[to]?.capital && words[to]!.sort === 'word' && (this.names.bodyAt(words, to)?.place ?? true) && !/^[A-ZÁÉÍÓÚÑ]{3,}$/.test(words[to]!.text)) to++
      const typed = words.slice(at, to).map(({ folded }) => folded)
      const matches = same.filter(({ tokens }) => typed.every((token) => tokens.includes(token)))
      const written = words.slice(at, to).map(({ text }) => text).join(' ')
      const one = matches.length === 1 ? matches[0]!.person : undefined
      if (one?.institution_id) {
        const institution = this.#setting.institutions.find(({ id }) => id === one.institution_id) ?? null
        return { to, written: institution?.short_name ?? written, institution_id: one.institution_id, institution, responsible: { written, position_id: one.position_id }, vague: institution === null, person: true }
      }
      return { to, written, institution_id: null, institution: null, responsible: null, vague: true, person: true }
    }
    return undefined
  }

  /** «Renca (DOM)», «SERVIU Maule (Paula Díaz)». */
  #withAside(words: Word[], actor: Actor): Actor {
    const at = actor.to + 1
    const inner = words[at] && (this.#posts.postAt(words, at, this.names) ?? this.#personAt(words, at))
    if (!inner || words[inner.to]?.folded !== ')') return actor
    const written = words.slice(at, inner.to).map(({ text }) => text).join(' ')
    return { ...actor, to: inner.to + 1, responsible: { written, position_id: inner.responsible?.position_id ?? null } }
  }

  /** «Paula Díaz (SERVIU Maule)», «Paula Díaz, de SERVIU Maule», «SERVIU (Paula Díaz)»: one debtor. */
  #joined(words: Word[], actor: Actor): Actor {
    const open = words[actor.to]?.folded
    const named = open === '(' && !actor.vague && !actor.responsible ? this.#withAside(words, actor) : actor
    if (named !== actor || (open === '(' && actor.institution && !actor.responsible)) return named
    if (!actor.vague && !actor.responsible) return actor
    if (!open || !/^[(,]$|^del?$/.test(open) || actor.institution) return actor
    const link = /^(de|del)$/.test(words[actor.to + 1]?.folded ?? '') ? actor.to + 2 : actor.to + 1
    const at = ARTICLES.has(words[link]?.folded ?? '') ? link + 1 : link
    const body = words[at] && (this.names.bodyAt(words, link) ?? this.names.bodyAt(words, at))
    if (!body || body.generic === 'many') return actor
    const closed = words[body.to]?.folded
    if (open === '(' ? closed !== ')' : open === ',' && closed !== ',') return actor
    const written = words.slice(actor.from, actor.to).map(({ text }) => text).join(' ')
    return { ...actor, ...actorOf(body), to: /^[),]$/.test(closed ?? '') && open !== 'de' ? body.to + 1 : body.to, responsible: { written, position_id: null } }
  }
}

/** «el carlos manda», «la paula ve». */
const isNamedInHaste = (words: Word[], at: number) =>
  GIVEN.has(words[at]!.folded) && /^(el|la)$/.test(words[at - 1]?.folded ?? '') && /^(present|future)$/.test((words[at + 1] && verbOf(words[at + 1]!)?.tense) ?? '')

export function actorOf({ to, written, institution, generic }: Body): Omit<Actor, 'from' | 'led'> {
  return { to, written, institution_id: institution?.id ?? null, institution, responsible: null, vague: generic === 'many' }
}

function ledBy(words: Word[], at: number): string {
  let before = at - 1
  while (before >= 0 && (ARTICLES.has(words[before]!.folded) || TITLES.has(words[before]!.folded) || (words[before]!.folded === '.' && TITLES.has(words[before - 1]?.folded ?? '')))) before--
  const word = words[before]?.folded ?? ''
  if (word === 'a' && /^(junto|respecto|frente|conforme|debido|gracias)$/.test(words[before - 1]?.folded ?? '')) return 'con'
  if (LEADS.has(word)) return word === 'al' ? 'a' : word === 'del' ? 'de' : word
  return ''
}

/** Words that begin the name of an institution we do not know. */
const HEADS = setOf('constructora inmobiliaria consultora empresa universidad fundacion corporacion cooperativa asociacion agrupacion sindicato ep egr egis sanitaria aguas banco comite junta ong instituto centro camara colegio ministerio subsecretaria servicio superintendencia agencia sociedad hospital federacion directiva arquitectos ingenieria entidad grupo club consorcio')
/** Of those, the ones that name somebody even without a name. */
const BARE = setOf('entidad constructora inmobiliaria consultora empresa universidad fundacion cooperativa sanitaria comite directiva')

const QUALIFIES = setOf('sanitaria constructora consultora patrocinante contratista electrica inmobiliaria desarrolladora')

/** «Constructora Andes», «Universidad del Valle», «EP Hábitat Sur», «la sanitaria»: kept as written. */
function strangerAt(words: Word[], at: number, cased: boolean, names: Names): Omit<Actor, 'from' | 'led'> | undefined {
  if (!HEADS.has(words[at]!.folded)) return undefined
  let to = at + 1
  if (cased || words[at]!.capital) for (let end = to; end < words.length && end < at + 9; end++) {
    const word = words[end]!
    if (/^[ye]$/.test(words[end - 1]!.folded) && names.bodyAt(words, end)) break
    if (word.sort === 'word' && word.capital && (!verbOf(word) || verbOf(word)!.tense === 'infinitive')) to = end + 1
    else if (!(end === to && QUALIFIES.has(word.folded)) && !/^(de|del|la|las|los|el|y|e|&|patrocinante|vecinos|vivienda|'|-|\.)$/.test(word.folded)) break
  }
  if (to === at + 1 && !BARE.has(words[at]!.folded)) return undefined
  if (to === at + 1 && QUALIFIES.has(words[to]?.folded ?? '')) to++
  // «S.A.», «Ltda.»: the dot is of the name.
  if (words[to]?.folded === '.' && words[to]!.glued && /^(ltda|cia|.)$/.test(words[to - 1]!.folded)) to++
  const written = joined(words.slice(at, to))
  return { to, written, institution_id: null, institution: null, responsible: null, vague: false }
}

/** Words as they stood in the line. */
export const joined = (words: Word[]) =>
  words.map(({ text, glued }, at) => (at === 0 || glued ? text : ` ${text}`)).join('')
