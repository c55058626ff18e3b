import { bothGenders } from '#app/lib/text.ts'

import { actorOf, type Actors } from './actors.ts'
import { GIVEN } from './given.ts'
import { mentionOf } from './mentions.ts'
import type { Actor } from './names.ts'
import type { KnownPerson, KnownPosition, Question, Setting } from './reading.ts'
import { tokensOf, wordsOf, type Word } from './words.ts'

/** Somebody mentioned with «@»: who it is, or what has to be asked. */
export type Mentioned = { at: number; receives: boolean; actor: Actor | null; question: Question | null }

/** Reads «@tome», «@serviu.tecnico», «@ana.munoz», «@tome.secpla». */
export class Mentions {
  readonly #setting: Setting
  readonly #actors: Actors

  constructor(setting: Setting, actors: Actors) {
    this.#setting = setting
    this.#actors = actors
  }

  in(words: Word[]): Mentioned[] {
    return words.flatMap((word, at) => {
      if (word.sort !== 'mention') return []
      const receives = /^(a|al|para|con)$/.test(words[at - 1]?.folded ?? '')
      const candidates = this.#candidates(word.folded.slice(1))
      const found = isAnotherPerson(words[at + 1], word.folded.slice(1)) ? candidates.filter(({ actor }) => !actor.person) : candidates
      const question: Question | null = found.length === 1 && !found[0]!.actor.vague ? null : {
        about: 'debtor',
        text: found.length === 1 ? `No se sabe de qué institución es «${word.text}»: ¿quién debe?` : found.length === 0 ? `«${word.text}» no es nadie conocido: ¿quién debe?` : `Hay más de una persona o institución que responde a «${word.text}»: ¿cuál?`,
        options: found.length > 1 ? found.map(({ label, put }) => ({ label, put })) : [],
      }
      return [{ at, receives, actor: found.length === 1 && !question ? { ...found[0]!.actor, from: at, to: at + 1, led: '' } : null, question }]
    })
  }

  /** What may be answered when nobody is known to owe: who was named, else who takes part. */
  options(named: Actor[]): Question['options'] {
    const ids = named.length > 0 ? named.flatMap(({ institution_id }) => institution_id ?? []) : this.#setting.present
    return this.#setting.institutions.filter(({ id }) => ids.includes(id)).slice(0, 6)
      .map(({ id, short_name }) => ({ label: short_name, put: `@${mentionOf({ institution_id: id }, this.#setting)}` }))
  }

  #candidates(text: string): Candidate[] {
    const parts = text.split(/[._-]/).filter(Boolean)
    const named = this.#setting.people.filter(({ name }) => parts.length > 1 && tokensOf(name).join('.') === parts.join('.'))
    if (named.length > 0) return named.map((person) => this.#person(person))
    const words = wordsOf(parts.join(' '))
    const body = this.#actors.names.bodyAt(words, 0) ?? this.#actors.names.bodyAt(words, 0, true)
    if (body && !body.generic && body.to === words.length) return [{ label: body.written, put: '', actor: actorOf(body) }]
    if (body?.institution) {
      const rest = parts.slice(body.to)
      const posts = this.#postsOf(body.institution.id, rest)
      if (posts.length > 0) {
        return posts.map((post) => ({
          label: `${post.title}, ${body.institution!.short_name}`, put: `@${mentionOf({ position_id: post.id }, this.#setting)}`,
          actor: { ...actorOf(body), responsible: { written: post.unit ?? post.title, position_id: post.id } },
        }))
      }
    }
    // A post that is not among those of the meeting still says who answers: «@cerrillos.dom».
    const rest = wordsOf(parts.slice(body?.institution ? body.to : parts.length).join(' '))
    const post = body?.institution && rest.length > 0 ? this.#actors.in(rest, [])[0] : undefined
    if (body && post && post.to === rest.length && !post.vague && !post.institution?.kind.startsWith('s')) {
      const written = parts.slice(body.to).join(' ')
      return [{ label: `${written}, ${body.written}`, put: '', actor: { ...actorOf(body), responsible: { written, position_id: null } } }]
    }
    const people = this.#setting.people.filter((person) => isCalled(person, parts, this.#institution(person.institution_id)?.short_name ?? ''))
    if (people.length > 0) return people.map((person) => this.#person(person))
    const unit = this.#actors.in(words, [])[0]
    return unit && unit.to === words.length && !unit.vague ? [{ label: unit.written, put: '', actor: unit }] : []
  }

  #institution(id: string | null) {
    return this.#setting.institutions.find((one) => one.id === id) ?? null
  }

  #person(person: KnownPerson): Candidate {
    const institution = this.#institution(person.institution_id)
    return {
      label: person.name, put: `@${mentionOf({ ref: person.ref }, this.#setting)}`,
      actor: {
        written: institution?.short_name ?? person.name, institution_id: person.institution_id, institution,
        responsible: { written: person.name, position_id: person.position_id }, vague: institution === null, person: true,
      },
    }
  }

  #postsOf(institution_id: string, parts: string[]): KnownPosition[] {
    const own = this.#setting.positions.filter((position) => position.institution_id === institution_id)
    const fitting = own.filter(({ title, unit, also }) => {
      const words = new Set(tokensOf([bothGenders(title), title, unit, also].join(' ')))
      return parts.every((part) => words.has(part))
    })
    const exact = fitting.filter((position) => mentionOf({ position_id: position.id }, this.#setting).endsWith(`.${parts.join('.')}`))
    return exact.length === 1 ? exact : fitting
  }
}

/** «@Ana Listado…»: a given name alone before a capital may be somebody else's: it is asked. */
const isAnotherPerson = (next: Word | undefined, name: string) => GIVEN.has(name) && next?.sort === 'word' && next.capital && !/[aei]r(le|les|se)?$/.test(next.folded)

type Candidate = { label: string; put: string; actor: Omit<Actor, 'from' | 'to' | 'led'> }

/** «ana.munoz», «munoz», «ana.munoz.tome»: words of a name and, where two share it, of an institution. */
function isCalled({ name }: KnownPerson, parts: string[], institution: string): boolean {
  const own = tokensOf(name)
  const all = new Set([...own, ...tokensOf(institution)])
  return own.includes(parts[0]!) && parts.every((part) => all.has(part))
}
