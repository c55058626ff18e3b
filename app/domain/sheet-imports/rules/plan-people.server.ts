import { contactKinds } from '#app/domain/contact-points/terms.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { newId } from '#app/lib/ids.server.ts'
import { fold, formatNumber, formatRut, searchText, sortKey } from '#app/lib/text.ts'

import { addPerson, addPoint, noteKey, type Directory, type KnownInstitution, type KnownPerson } from './directory.ts'
import { identify } from './identity.ts'
import { labelOf } from './labels.ts'
import { readFacts, readPoints, type Facts, type Reach } from './person-values.server.ts'
import type { Plan, Write } from './plan.ts'
import { planTenure } from './plan-tenure.server.ts'
import { Doubts, Left } from './problems.ts'
import type { Values } from './row-values.ts'
import type { Settings } from './settings.ts'

/** What every plan is made with. `source` is said of people when no column says it; `today` is a day. */
export type Planning = { directory: Directory; settings: Settings; today: string; source: string; zone: string }

/** The same for one row: its line in the file, and whether what is in the directory stays when the row says something else. */
export type RowPlanning = Planning & { line: number; keeps: boolean }

/** What a row about somebody, and perhaps a post of theirs, would do. */
export function planPerson(planning: RowPlanning, values: Values): Plan {
  const { directory, settings, source } = planning
  const doubts = new Doubts(settings, 'people')
  const plan: Plan = { outcome: 'same', label: labelOf.people(values), problems: doubts.problems, changes: doubts.changes, writes: [], told: [] }
  try {
    const facts = readFacts(doubts, values)
    const points = readPoints(doubts, values)
    const institution = doubts.institution(directory, values, ['institution', 'commune'])
    const own = doubts.text(values, 'source', 200) ?? source
    const note = doubts.text(values, 'note', 2000)
    // What is written wrong is told at once, that of the post too, so that a row is mended once.
    if (!facts || doubts.problems.length > 0) return failed(withDates(doubts, values, plan))

    const person = findPerson(planning, doubts, { facts, points, institution })
    if (doubts.problems.length > 0) return failed(plan)
    const { known, isNew } = person ?? { known: { ...facts, id: newId(), line: planning.line, isMade: true }, isNew: true }
    const tenure = planTenure(planning, doubts, values, { institution, person: known, source: own })
    if (doubts.problems.length > 0) return failed(plan)

    if (isNew) create(planning, plan, known, own)
    else change(planning, plan, known, facts)
    for (const point of points) addReach(directory, plan, known, point, isNew)
    tenure?.(plan)
    if (note) addNote(directory, plan, known.id, note, isNew)
    return { ...plan, outcome: isNew || plan.writes.some(isTenure) ? 'created' : plan.writes.length > 0 ? 'updated' : 'same' }
  } catch (error) {
    if (error instanceof Left) return { ...plan, outcome: 'skipped', problems: [] }
    throw error
  }
}

const isTenure = (write: Write) => write.does === 'insert' && write.table === 'tenures'

function withDates(doubts: Doubts, values: Values, plan: Plan) {
  if (values.text('position')) for (const field of ['starts_on', 'ends_on']) doubts.day(values, field)
  return plan
}

const failed = (plan: Plan): Plan => ({ ...plan, outcome: 'failed', writes: [], told: [], changes: [] })

type Asked = { facts: Facts; points: Reach[]; institution: KnownInstitution | undefined }

/** Who it is; undefined when it is somebody new. */
function findPerson({ directory }: Planning, doubts: Doubts, { facts, points, institution }: Asked) {
  const identity = identify(directory, { ...facts, points, institution_id: institution?.id ?? null })
  if ('person' in identity) return { known: identity.person, isNew: false }
  if ('nobody' in identity) return undefined
  const where = institution ? ` de ${institution.name}` : ''
  const answer = doubts.ask({
    key: `person:${fold(nameOf(facts)).slice(0, 80)}@${institution?.id ?? ''}`,
    kind: 'person',
    field: null,
    text: `${nameOf(facts)}${where} podría ser alguien que ya está.`,
    offers: [
      ...identity.several.slice(0, 6).map((person) => ({ value: `use:${referenceTo(person)}`, label: `Es ${nameOf(person)}${postOf(directory, person)}${lineOf(person)}` })),
      { value: 'new', label: 'Es otra persona' },
    ],
  }, (reference) => referredBy(directory, reference) !== undefined)
  if (answer && 'use' in answer) {
    const known = referredBy(directory, answer.use)
    return known && { known, isNew: false }
  }
  // Whom this very file already brought as somebody else, when nothing but the name tells them.
  const ours = answer && identity.several.find((person) => person.line !== null && !directory.tenuresByPerson.has(person.id))
  return ours && { known: ours, isNew: false }
}

export const LINE = 'fila:'

/** Whom the file itself brings has another id each time that it is planned: the line stays. */
const referenceTo = ({ id, line, isMade }: KnownPerson) => (isMade ? `${LINE}${line}` : id)

/** Who is meant by an answer. */
export const referredBy = ({ people, byLine }: Directory, reference: string) =>
  people.get(reference.startsWith(LINE) ? (byLine.get(Number(reference.slice(LINE.length))) ?? '') : reference)

const lineOf = ({ line, isMade }: KnownPerson) => (isMade ? `, de la fila ${formatNumber(line ?? 0)}` : '')

/** «, Alcalde/sa, Municipalidad de Castro»: what tells somebody of a common name from another. */
function postOf({ tenuresByPerson, postWords }: Directory, { id, rut }: KnownPerson) {
  const latest = tenuresByPerson.get(id)?.toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1))[0]
  const post = latest && postWords.get(latest.position_id)
  return post ? `, ${post}` : rut ? `, RUT ${formatRut(rut)}` : ''
}

const keysOf = ({ given_names, first_surname, second_surname }: Facts) => ({
  search_text: searchText(given_names, first_surname, second_surname),
  sort_text: sortKey([first_surname, second_surname, given_names].filter(Boolean).join(' ')),
})

function create({ directory, today }: Planning, plan: Plan, person: KnownPerson, source: string) {
  const { id, given_names, first_surname, second_surname, treatment, rut } = person
  const facts = { given_names, first_surname, second_surname, treatment, rut }
  addPerson(directory, person)
  plan.writes.push({ does: 'insert', table: 'people', id, values: { ...facts, ...keysOf(facts), source, legal_basis: 'professional_contact', verified_on: today } })
  plan.told.push({ action: 'person.created', subjects: [{ type: 'person', id }], detail: { name: nameOf(facts) } })
}

const personWords = { second_surname: 'segundo apellido', treatment: 'tratamiento', rut: 'RUT' } as const

/** What is empty is filled; what differs is replaced, unless somebody wants it kept. A name that only lost its accents stays. */
function change({ keeps, directory, today }: RowPlanning, plan: Plan, known: KnownPerson, facts: Facts) {
  const set: Partial<Facts> = {}
  for (const key of ['second_surname', 'treatment', 'rut'] as const) {
    const [before, after] = [known[key], facts[key]]
    if (!after || (before && fold(before) === fold(after))) continue
    if (before && keeps) continue
    set[key] = after
    plan.changes.push(before ? `Cambia ${personWords[key]} «${before}» por «${after}»` : `Agrega ${personWords[key]} «${after}»`)
  }
  if (Object.keys(set).length === 0) return
  const after = { ...known, ...set }
  addPerson(directory, Object.assign(known, after))
  plan.writes.push({ does: 'update', table: 'people', id: known.id, values: { ...set, ...keysOf(after), verified_on: today } })
  plan.told.push({ action: 'person.edited', subjects: [{ type: 'person', id: known.id }], detail: { name: nameOf(after) } })
}

/** Ways to reach somebody are added and never replaced. Telephones are for the team until somebody decides otherwise. */
function addReach(directory: Directory, plan: Plan, person: KnownPerson, point: Reach, isNew: boolean) {
  const own = directory.points.get(person.id) ?? []
  if (own.some(({ kind, value }) => kind === point.kind && value === point.value)) return
  addPoint(directory, { ...point, person_id: person.id })
  const write: Write = {
    does: 'insert', table: 'contact_points', id: newId(),
    values: { person_id: person.id, ...point, label: null, visibility: point.kind === 'email' ? 'network' : 'team' },
  }
  plan.writes.push(write)
  if (isNew) return
  plan.changes.push(`Agrega ${contactKinds[point.kind].toLowerCase()} ${point.value}`)
  plan.told.push({ action: 'contact_point.created', subjects: [{ type: 'person', id: person.id }], detail: { kind: contactKinds[point.kind] } })
}

function addNote({ notes }: Directory, plan: Plan, person_id: string, internal_text: string, isNew: boolean) {
  const key = noteKey(person_id, internal_text)
  if (notes.has(key)) return
  notes.add(key)
  plan.writes.push({ does: 'insert', table: 'internal_notes', id: newId(), values: { subject_type: 'person', subject_id: person_id, internal_text } })
  if (isNew) return
  plan.changes.push('Agrega una nota interna')
  plan.told.push({ action: 'internal_note.written', subjects: [{ type: 'person', id: person_id }], detail: {} })
}
