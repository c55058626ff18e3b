import { fold } from '#app/lib/text.ts'

import type { Setting } from './reading.ts'
import { tokensOf } from './words.ts'

type Who = { institution_id: string } | { position_id: string } | { ref: string }

/** The words after «@» that name somebody of a setting and nobody else: «tome», «tome.secpla», «ana.munoz». */
export function mentionOf(who: Who, setting: Setting): string {
  if ('institution_id' in who) {
    const institution = setting.institutions.find(({ id }) => id === who.institution_id)
    return institution ? tokensOf(institution.kind === 'municipality' ? institution.short_name.replace(/^Municipalidad de /, '') : institution.short_name).join('.') : ''
  }
  if ('position_id' in who) {
    const position = setting.positions.find(({ id }) => id === who.position_id)
    if (!position) return ''
    const own = mentionOf({ institution_id: position.institution_id }, setting)
    return `${own}.${tokensOf(position.unit ?? position.title.replace(/\/\p{L}+/gu, '').replace(/\(.*\)/, '')).join('.')}`
  }
  const person = setting.people.find(({ ref }) => ref === who.ref)
  return person ? fold(person.name).split(' ').join('.') : ''
}
