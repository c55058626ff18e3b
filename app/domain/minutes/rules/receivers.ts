import type { Actor } from './names.ts'
import type { Group } from './parties.ts'
import { joined } from './actors.ts'
import type { Phrase } from './phrases.ts'
import { setOf } from './words.ts'

/** Whoever comes after «a», «para» or «ante», known or not: «a SERVIU», «a los dirigentes», «a 27 familias». */
export function receiversIn(phrase: Phrase, groups: Group[], from: number): Actor[] {
  const named = groups.filter(({ led }) => /^(a|para|ante)$/.test(led)).flatMap(({ actors }) => actors.filter(({ vague }) => !vague))
  return [...named, ...peopleIn(phrase, from)]
}

/** People who may receive and have no name. */
const PEOPLE = setOf('comites dirigentes dirigentas familias vecinos vecinas municipios municipalidades munis alcaldes alcaldesas pobladores postulantes concejales allegados socios beneficiarios')

function peopleIn(phrase: Phrase, from: number): Actor[] {
  return phrase.words.flatMap((word, at) => {
    if (at < from || !PEOPLE.has(word.folded)) return []
    const counted = phrase.words[at - 1]?.sort === 'number'
    const start = counted ? at - 1 : at
    const lead = start - (/^(los|las)$/.test(phrase.at(start - 1)) ? 1 : 0)
    if (phrase.at(lead - 1) !== 'a' || (lead === start && !counted)) return []
    return [{ from: start, to: at + 1, written: joined(phrase.words.slice(start, at + 1)), institution_id: null, institution: null, responsible: null, vague: false, led: 'a' }]
  })
}
