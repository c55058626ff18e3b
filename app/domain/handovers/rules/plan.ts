import { nameOf, splitName, type Named } from '#app/domain/people/rules.ts'
import { overlaps, shownName } from '#app/domain/tenures/rules.ts'
import type { TenureKind } from '#app/domain/tenures/terms.ts'
import { addDays, daysBetween, formatDay } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

import type { LineOutcome } from '../terms.ts'
import { SOMEBODY_NEW, type Fixed, type Written } from './lines.ts'

export type Held = Named & { id: string; position_id: string; person_id: string; kind: TenureKind; starts_on: string; ends_on: string | null; institution_id: string }
export type Known = Named & { id: string; post: string | null }
type Place = { id: string; name: string }

/** What the directory knows that a list of changes asks about. Days are YYYY-MM-DD. */
export type Directory = {
  match: (text: string) => Place | { candidates: Place[] } | undefined
  institutions: Map<string, string>
  /** By institution. */
  posts: Map<string, { id: string; title: string; institution_id: string }>
  /** By position. */
  tenures: Map<string, Held[]>
  people: Known[]
}

export type Line = { position: number; written: Written; fixed: Fixed; skipped: boolean }
export type Problem = { field: 'institution_id' | 'person' | 'given_names' | 'starts_on' | 'kind' | 'line'; text: string }

export type PlannedLine = Line & {
  outcome: LineOutcome
  institution: Place | null
  candidates: Place[]
  post: { id: string; title: string; institution_id: string } | null
  starts_on: string
  kind: TenureKind
  source: string | null
  names: Named
  /** The names could be told apart in another way. */
  unsure: boolean
  /** Null for somebody new. */
  person: Known | null
  namesakes: Known[]
  /** Whoever leaves on the eve. */
  ending: Held[]
  problems: Problem[]
  /** What is worth knowing, and stands in no way. */
  notes: string[]
}

/** The day from which a line that says none is meant, and the day on which somebody asks. */
export type Days = { from: string; today: string }

/** What every line of a list would do, and what stands in its way. The same answer for the page and for the writing. */
export function planLines(lines: Line[], directory: Directory, days: Days): PlannedLine[] {
  const planned = lines.map((line) => planLine(line, directory, days))
  for (const line of planned) {
    if (line.skipped) continue
    const twin = line.post && planned.find((other) => other !== line && !other.skipped && other.post?.id === line.post?.id)
    if (twin) line.problems.push({ field: 'line', text: `La línea ${twin.position} habla del mismo cargo: omita una de las dos.` })
    const self = line.person && planned.find((other) => other !== line && !other.skipped && other.person?.id === line.person?.id && other.post?.id !== line.post?.id)
    if (self) line.problems.push({ field: 'person', text: `${nameOf(line.names)} está también en la línea ${self.position}: elija a quién corresponde.` })
    if (line.problems.length > 0) line.outcome = 'failed'
  }
  return planned
}

function planLine(line: Line, directory: Directory, { from, today }: Days): PlannedLine {
  const { written, fixed, skipped } = line
  const matched = fixed.institution_id ? placeOf(directory, fixed.institution_id) : directory.match(written.institution)
  const institution = matched && 'id' in matched ? matched : null
  const candidates = matched && 'candidates' in matched ? matched.candidates : []
  const post = (institution && directory.posts.get(institution.id)) ?? null
  const { sure, ...split } = splitName(written.person)
  const names = fixed.given_names && fixed.first_surname ? { given_names: fixed.given_names, first_surname: fixed.first_surname, second_surname: fixed.second_surname ?? null } : split
  const starts_on = fixed.starts_on ?? written.day ?? from
  const kind = fixed.kind ?? written.kind ?? 'titular'
  const { person, namesakes } = whoIs(names, fixed.person, directory, post?.id)
  const tenures = (post && directory.tenures.get(post.id)) ?? []
  const change = changeIn(tenures, { person_id: person?.id, kind, starts_on })

  const problems: Problem[] = []
  if (!institution) problems.push({ field: 'institution_id', text: placeProblem(written.institution, candidates) })
  else if (!post) problems.push({ field: 'institution_id', text: `${institution.name} no tiene ese cargo en el directorio.` })
  if (!names.given_names || !names.first_surname) problems.push({ field: 'given_names', text: 'Escriba los nombres y el primer apellido.' })
  else if (!person && fixed.person && fixed.person !== SOMEBODY_NEW) problems.push({ field: 'person', text: 'La persona que se eligió ya no está en Contactos: elija otra vez.' })
  else if (!person && fixed.person === undefined && namesakes.length > 0) problems.push({ field: 'person', text: `Ya hay alguien con un nombre parecido: ${namesakes.map(toldOf).join('; ')}. Diga si es la misma persona.` })
  if (written.unread && !fixed.starts_on) problems.push({ field: 'starts_on', text: `No se entiende la fecha «${written.unread}»: escríbala así, 06-12-2028.` })
  else if (!fixed.starts_on && isFar(starts_on, from)) problems.push({ field: 'starts_on', text: `Asume el ${formatDay(starts_on)}, lejos del ${formatDay(from)} de la lista: confirme la fecha o corríjala.` })
  if (written.unread_kind && !fixed.kind) problems.push({ field: 'kind', text: `«${written.unread_kind}» no es titular, subrogante, interino ni suplente: elija la calidad.` })
  if (change.problem) problems.push(change.problem)

  const outcome = skipped ? 'skipped' : problems.length > 0 ? 'failed' : change.outcome
  const ending = change.outcome === 'continues' ? [] : change.ending
  return {
    ...line, outcome, institution, candidates, post, starts_on, kind, source: fixed.source ?? written.source ?? null, names: person ?? names,
    unsure: !sure && !fixed.given_names && !person, person, namesakes, ending,
    problems: skipped ? [] : problems,
    notes: skipped ? [] : notesOf({ outcome, starts_on, today, staying: change.staying }),
  }
}

/** More than half a year from the day of the list: another year was written, or another list. */
const isFar = (day: string, from: string) => Math.abs(daysBetween(from, day)) > 183

type Wanted = { person_id: string | undefined; kind: TenureKind; starts_on: string }

/** Whoever covers an absence leaves the titular in place; any other change ends whoever is in the post. */
function changeIn(tenures: Held[], { person_id, kind, starts_on }: Wanted) {
  const covers = kind === 'subrogante' || kind === 'suplente'
  const since = { starts_on, ends_on: null }
  const coming = tenures.filter((tenure) => overlaps(tenure, since))
  const own = coming.find((tenure) => tenure.person_id === person_id && tenure.kind === kind)
  const later = covers ? undefined : coming.find((tenure) => tenure !== own && tenure.kind === 'titular' && tenure.starts_on >= starts_on)
  const before = coming.filter((tenure) => tenure.starts_on < starts_on)
  const titular = covers ? before.find((tenure) => tenure.kind === 'titular') : undefined
  const renews = person_id !== undefined && tenures.some((tenure) => tenure.person_id === person_id && tenure.kind === kind && tenure.ends_on === addDays(starts_on, -1))
  return {
    outcome: own ? ('continues' as const) : renews ? ('renews' as const) : ('starts' as const),
    ending: before.filter((tenure) => tenure !== titular),
    staying: titular ?? null,
    problem: problemOf({ later, titular, person_id }),
  }
}

function problemOf({ later, titular, person_id }: { later: Held | undefined; titular: Held | undefined; person_id: string | undefined }): Problem | null {
  if (later) return { field: 'starts_on', text: `${nameOf(later)} ya está registrado como titular desde el ${formatDay(later.starts_on)}.` }
  if (titular && titular.person_id === person_id) return { field: 'kind', text: `${nameOf(titular)} ya es titular del cargo: nadie se reemplaza a sí mismo.` }
  return null
}

function notesOf({ outcome, starts_on, today, staying }: { outcome: LineOutcome; starts_on: string; today: string; staying: Held | null }): string[] {
  if (outcome === 'continues') return ['Ya ocupa el cargo: no cambia nada.']
  return [
    ...(starts_on < today ? ['Esa fecha ya pasó: queda registrado desde ese día.'] : []),
    ...(staying ? [`${nameOf(staying)} sigue como titular.`] : []),
  ]
}

const placeOf = ({ institutions }: Directory, id: string): Place | undefined => {
  const name = institutions.get(id)
  return name === undefined ? undefined : { id, name }
}

/**
 * Whoever is meant: the person that was chosen; else whoever has held this very post, or has the same name with both
 * surnames. Others whose name may be the same are for a person to decide.
 */
function whoIs(names: Named, chosen: string | undefined, { people, tenures }: Directory, position_id: string | undefined) {
  const namesakes = people.filter((known) => isLike(known, names))
  if (chosen === SOMEBODY_NEW) return { person: null, namesakes }
  if (chosen) return { person: people.find(({ id }) => id === chosen) ?? null, namesakes }
  const held = new Set((position_id ? tenures.get(position_id) ?? [] : []).map(({ person_id }) => person_id))
  const same = namesakes.filter((known) => held.has(known.id))
  const exact = namesakes.filter((known) => known.second_surname && fold(nameOf(known)) === fold(nameOf(names)))
  const [sure] = same.length === 1 ? same : exact.length === 1 ? exact : []
  return { person: sure ?? null, namesakes }
}

/** The same first surname and first name, and no second surname that says otherwise. */
function isLike(one: Named, other: Named) {
  if (fold(one.first_surname) !== fold(other.first_surname)) return false
  if (one.second_surname && other.second_surname && fold(one.second_surname) !== fold(other.second_surname)) return false
  const [first, second] = [fold(one.given_names).split(' '), fold(other.given_names).split(' ')]
  return first[0] !== '' && first[0] === second[0]
}

const toldOf = (known: Known) => (known.post ? `${nameOf(known)} (${known.post})` : nameOf(known))

const placeProblem = (text: string, candidates: Place[]) =>
  candidates.length > 0 ? `«${text}» puede ser ${candidates.map(({ name }) => name).join(' o ')}: elija cuál.` : text ? `«${text}» no está en el directorio: elija la institución.` : 'Elija la institución.'

/** «Marta Rojas Vidal (titular) y Luis Mena (S)», of whoever leaves. */
export const endingText = (ending: Held[]) => ending.map(shownName).join(' y ')
