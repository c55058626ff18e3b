import { fold } from '#app/lib/text.ts'

import type { Setting } from './reading.ts'
import { tokensOf } from './words.ts'

type Who = { institution_id: string } | { position_id: string } | { ref: string }

/** The words after «@» that name somebody of a setting and nobody else: «tome», «tome.secpla», «ana.munoz». */
export function mentionOf(who: Who, setting: Setting): string {
  if ('institution_id' in who) {
    const institution = setting.institutions.find(({ id }) => id === who.institution_id)
    if (!institution) return ''
    const place = institution.kind === 'municipality' ? tokensOf(institution.short_name.replace(/^Municipalidad de /, '')).join('.') : ''
    // A commune may have the name of somebody present: «@muni.maria.pinto».
    const namesake = setting.people.some(({ name }) => tokensOf(name).join('.') === place)
    return place ? `${namesake ? 'muni.' : ''}${place}` : tokensOf(institution.short_name).join('.')
  }
  if ('position_id' in who) {
    const position = setting.positions.find(({ id }) => id === who.position_id)
    if (!position) return ''
    const own = mentionOf({ institution_id: position.institution_id }, setting)
    return `${own}.${tokensOf(position.unit ?? position.title.replace(/\/\p{L}+/gu, '').replace(/\(.*\)/, '')).join('.')}`
  }
  const person = setting.people.find(({ ref }) => ref === who.ref)
  if (!person) return ''
  const name = tokensOf(person.name).join('.')
  const namesakes = setting.people.filter((other) => other.ref !== person.ref && tokensOf(other.name).join('.') === name)
  // What tells two people of one name apart is where they come from.
  return namesakes.length > 0 && person.institution_id ? `${name}.${mentionOf({ institution_id: person.institution_id }, setting)}` : name
}

export type Suggested = { label: string; detail?: string; put: string }

/** Whom «@» and the first letters may mean: people and posts of the meeting, who takes part, and then everybody else. */
export function suggestMentions(prefix: string, setting: Setting, limit: number): Suggested[] {
  const asked = fold(prefix).replaceAll('.', ' ').trim()
  const shortOf = new Map(setting.institutions.map(({ id, short_name }) => [id, short_name]))
  const here = new Set(setting.present)
  const fits = (...texts: (string | null)[]) => texts.some((text) => text && ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${asked}`))
  const institutions = (there: boolean) =>
    setting.institutions
      .filter(({ id, short_name, names }) => here.has(id) === there && (there || asked.length > 1) && fits(short_name, ...names))
      .map(({ id, short_name }) => ({ label: short_name, put: `@${mentionOf({ institution_id: id }, setting)}` }))
  const people = setting.people
    .filter(({ name }) => fits(name))
    .map(({ ref, name, institution_id }) => ({ label: name, detail: shortOf.get(institution_id ?? ''), put: `@${mentionOf({ ref }, setting)}` }))
  const posts = asked.length < 2 ? [] : setting.positions
    .filter(({ title, unit }) => fits(title, unit))
    .map(({ id, title, institution_id }) => ({ label: title, detail: shortOf.get(institution_id), put: `@${mentionOf({ position_id: id }, setting)}` }))
  return [...institutions(true), ...people, ...posts, ...institutions(false)].filter(({ put }) => put.length > 1).slice(0, limit)
}
