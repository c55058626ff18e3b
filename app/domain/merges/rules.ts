/** Why two people, or two institutions, may be one. Pure; careful to say too little. */

import { agreementOf, bareName, givenWords, nameWords, type Agreement } from './rules/names.ts'
import type { Strength } from './terms.ts'

export type Likeness = { strength: Strength; reasons: string[] }

export type PersonFacts = {
  given_names: string
  first_surname: string
  second_surname: string | null
  /** As stored: «12345678-5». */
  rut?: string | null
  /** In lower case. */
  emails?: readonly string[]
  /** E.164. */
  phones?: readonly string[]
  /** Where they are or were in office. */
  posts?: readonly { position_id: string; institution_id: string; commune_cut: string | null }[]
}

/** Undefined when nothing says that they are one, or something says that they are two. */
export function likenessOfPeople(one: PersonFacts, other: PersonFacts): Likeness | undefined {
  if (one.rut && other.rut) return one.rut === other.rut ? { strength: 'sure', reasons: ['mismo RUT'] } : undefined
  const name = agreementOf(one, other)
  const reach = [
    ...(meet(one.emails, other.emails) ? ['mismo correo'] : []),
    ...(meet(one.phones, other.phones) ? ['mismo teléfono'] : []),
  ]
  // A desk of many shares its address: without a name that agrees it says little.
  if (!name) return reach.length > 0 && shareSurname(one, other) ? { strength: 'possible', reasons: reach } : undefined

  const place = placeOf(one, other)
  const strength = strengthOf(name, one, other, { reached: reach.length > 0, place })
  return strength && { strength, reasons: [wordsFor[name], ...reach, ...(place === 'apart' ? [] : [wordsForPlace[place]].filter(Boolean))] }
}

type Place = 'post' | 'institution' | 'commune' | 'apart' | 'unknown'

const wordsFor: Record<Agreement, string> = {
  same: 'mismo nombre',
  order: 'las mismas palabras en otro orden',
  one_surname: 'mismo nombre, a uno le falta el segundo apellido',
  fewer_names: 'mismos apellidos, y un nombre menos',
  initials: 'mismos apellidos e iniciales',
}
const wordsForPlace: Record<Place, string> = {
  post: 'mismo cargo', institution: 'misma institución', commune: 'misma comuna', apart: '', unknown: '',
}

function strengthOf(name: Agreement, one: PersonFacts, other: PersonFacts, { reached, place }: { reached: boolean; place: Place }): Strength | undefined {
  const whole = name === 'same' && [one, other].every(({ second_surname, given_names }) => second_surname && givenWords(given_names).some((word) => word.length > 1))
  if (reached) return name === 'initials' || name === 'order' ? 'likely' : 'sure'
  if (place === 'post') return name === 'same' ? 'sure' : 'likely'
  if (place === 'institution' || (place === 'commune' && whole)) return 'likely'
  if (place === 'apart') return name === 'same' ? 'possible' : undefined
  return whole ? 'likely' : 'possible'
}

function placeOf({ posts: one = [] }: PersonFacts, { posts: other = [] }: PersonFacts): Place {
  if (meet(one.map(({ position_id }) => position_id), other.map(({ position_id }) => position_id))) return 'post'
  if (meet(one.map(({ institution_id }) => institution_id), other.map(({ institution_id }) => institution_id))) return 'institution'
  const communes = [one, other].map((posts) => posts.flatMap(({ commune_cut }) => commune_cut ?? []))
  if (meet(communes[0], communes[1])) return 'commune'
  return communes[0]!.length > 0 && communes[1]!.length > 0 ? 'apart' : 'unknown'
}

const shareSurname = (one: PersonFacts, other: PersonFacts) =>
  meet(nameWords(`${one.first_surname} ${one.second_surname ?? ''}`), nameWords(`${other.first_surname} ${other.second_surname ?? ''}`))

const meet = (some: readonly string[] = [], others: readonly string[] = []) => some.some((one) => others.includes(one))

export type InstitutionFacts = {
  kind: string
  name: string
  short_name: string | null
  aliases?: readonly string[]
  /** As stored: «76123456-0». */
  rut?: string | null
  /** Of its e-mail addresses, in lower case: «tome.cl». */
  domains?: readonly string[]
  commune_cut: string | null
  region_code: string | null
}

/** Undefined when nothing says that they are one, or something says that they are two. */
export function likenessOfInstitutions(one: InstitutionFacts, other: InstitutionFacts): Likeness | undefined {
  if (one.rut && other.rut) return one.rut === other.rut ? { strength: 'sure', reasons: ['mismo RUT'] } : undefined
  const apart = areApart(one, other)
  // «Florida» and «La Florida»: each commune has its own.
  if (apart && one.kind === 'municipality' && other.kind === 'municipality') return undefined
  const domain = meet(one.domains, other.domains)
  const commune = one.commune_cut !== null && one.commune_cut === other.commune_cut
  const near = [...(domain ? ['mismo dominio de correo'] : []), ...(commune ? ['misma comuna'] : [])]

  if (meet(namesOf(one), namesOf(other))) {
    if (apart) return { strength: 'possible', reasons: ['mismo nombre'] }
    const strength = domain || (commune && one.kind === other.kind) ? 'sure' : 'likely'
    return { strength, reasons: ['mismo nombre', ...near] }
  }
  if (one.kind === other.kind && one.kind === 'municipality' && commune) return { strength: 'likely', reasons: ['municipalidad de la misma comuna'] }
  if (apart || one.kind !== other.kind || !shareWord(one, other)) return undefined
  if (domain) return { strength: commune ? 'likely' : 'possible', reasons: ['nombre parecido', ...near] }
  return commune && contains(one, other) ? { strength: 'possible', reasons: ['nombre parecido', ...near] } : undefined
}

/** Two communes, or two regions, that are known: perhaps two committees with one name. */
const areApart = (one: InstitutionFacts, other: InstitutionFacts) =>
  differ(one.commune_cut, other.commune_cut) || differ(one.region_code, other.region_code)

const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other

const namesOf = ({ name, short_name, aliases = [] }: InstitutionFacts) =>
  [name, short_name ?? '', ...aliases].map(bareName).filter(Boolean)

/** Words that many of one kind share say nothing of which one it is. */
const COMMON = new Set(['municipalidad', 'comite', 'vivienda', 'fundacion', 'corporacion', 'asociacion', 'junta', 'vecinos', 'constructora',
  'inmobiliaria', 'universidad', 'centro', 'servicio', 'regional', 'region', 'gobierno', 'serviu', 'seremi', 'gore', 'ministerio', 'agrupacion'])

const tellingWords = (facts: InstitutionFacts) => namesOf(facts).flatMap((name) => name.split(' ')).filter((word) => word.length > 2 && !COMMON.has(word))

const shareWord = (one: InstitutionFacts, other: InstitutionFacts) => meet(tellingWords(one), tellingWords(other))

/** Whether every word of one's name is in the other's. */
function contains(one: InstitutionFacts, other: InstitutionFacts) {
  const [a, b] = [bareName(one.name).split(' '), bareName(other.name).split(' ')]
  return a.every((word) => b.includes(word)) || b.every((word) => a.includes(word))
}

/** Mail providers of everybody: their domain says nothing of an institution. */
const PROVIDERS = new Set(['gmail.com', 'hotmail.com', 'hotmail.cl', 'outlook.com', 'outlook.cl', 'yahoo.com', 'yahoo.es', 'live.com', 'live.cl', 'icloud.com', 'vtr.net'])

/** The domain of an e-mail address, when it is an institution's own. */
export function ownDomain(email: string) {
  const domain = email.toLowerCase().split('@')[1] ?? ''
  return domain && !PROVIDERS.has(domain) ? domain : undefined
}

const ORDER: readonly Strength[] = ['sure', 'likely', 'possible']

/** The strongest first. */
export const byStrength = (one: Likeness, other: Likeness) =>
  ORDER.indexOf(one.strength) - ORDER.indexOf(other.strength) || other.reasons.length - one.reasons.length
