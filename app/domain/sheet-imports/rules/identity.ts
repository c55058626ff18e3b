import { fold } from '#app/lib/text.ts'

import { nameKey, reachKey, type Directory, type KnownPerson, type KnownPoint } from './directory.ts'

/** Somebody as a row tells of them. */
export type Described = Pick<KnownPerson, 'given_names' | 'first_surname' | 'second_surname' | 'rut'> & {
  points: Pick<KnownPoint, 'kind' | 'value'>[]
  institution_id: string | null
}

export type Identity = { person: KnownPerson } | { several: KnownPerson[] } | { nobody: true }

/** Reasons to think that two are one, the surest first. */
const REASONS = ['rut', 'reach', 'institution', 'name'] as const

/**
 * Who of the directory a row speaks of. A RUT decides; without one, the same name and something else of theirs (a mail, a
 * telephone, a post in that institution) or both surnames. A name alone is not enough: then somebody is asked.
 */
export function identify(directory: Directory, described: Described): Identity {
  const candidates = candidatesOf(directory, described)
  for (const reason of REASONS) {
    const sure = candidates.filter((person) => holds(reason, directory, described, person))
    if (sure.length === 1) return { person: sure[0]! }
    if (sure.length > 1) return { several: sure }
  }
  return candidates.length > 0 ? { several: candidates } : { nobody: true }
}

function candidatesOf({ byIdentity, people }: Directory, described: Described): KnownPerson[] {
  const keys = [nameKey(described), ...(described.rut ? [`rut:${described.rut}`] : []), ...described.points.map(reachKey)]
  const ids = new Set(keys.flatMap((key) => [...(byIdentity.get(key) ?? [])]))
  return [...ids].flatMap((id) => people.get(id) ?? []).filter((person) => isCompatible(person, described))
}

/** Two RUTs, or two second surnames, are two people; the same RUT is one, whatever the name. */
function isCompatible(person: KnownPerson, described: Described) {
  if (person.rut && described.rut) return person.rut === described.rut
  if (nameKey(person) !== nameKey(described)) return false
  const [one, other] = [person.second_surname, described.second_surname]
  return !one || !other || fold(one) === fold(other)
}

function holds(reason: (typeof REASONS)[number], directory: Directory, described: Described, person: KnownPerson): boolean {
  if (reason === 'rut') return person.rut !== null && person.rut === described.rut
  if (reason === 'reach') {
    const own = new Set(directory.points.get(person.id)?.map(reachKey))
    return described.points.some((point) => own.has(reachKey(point)))
  }
  if (reason === 'institution') {
    const posts = directory.posts.get(described.institution_id ?? '')?.map(({ id }) => id) ?? []
    return directory.tenuresByPerson.get(person.id)?.some(({ position_id }) => posts.includes(position_id)) ?? false
  }
  const full = (one: Pick<KnownPerson, 'given_names' | 'first_surname' | 'second_surname'>) =>
    fold(`${one.given_names} ${one.first_surname} ${one.second_surname ?? ''}`)
  return person.second_surname !== null && full(person) === full(described)
}
