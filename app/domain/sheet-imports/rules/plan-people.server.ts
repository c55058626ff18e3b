import { contactKinds } from '#app/domain/contact-points/terms.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { newId } from '#app/lib/ids.server.ts'
import { readPhone } from '#app/lib/phones.server.ts'
import { fold, formatRut, parseRut, searchText, sortKey } from '#app/lib/text.ts'

import { namesIn } from './names.ts'
import { addPerson, addPoint, noteKey, type Directory, type KnownInstitution, type KnownPerson, type KnownPoint } from './directory.ts'
import { identify } from './identity.ts'
import type { Plan, Write } from './plan.ts'
import { planTenure } from './plan-tenure.server.ts'
import { Doubts, Left, short } from './problems.ts'
import type { Values } from './row-values.ts'
import type { Settings } from './settings.ts'

/** What every plan is made with. `source` is said of people when no column says it; `today` is a day. */
export type Planning = { directory: Directory; settings: Settings; today: string; source: string; zone: string }

type Reach = Pick<KnownPoint, 'kind' | 'value'>
type Facts = Pick<KnownPerson, 'given_names' | 'first_surname' | 'second_surname' | 'treatment' | 'rut'>

const EMAIL = /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,180}\.[a-z]{2,24}$/

/** What a row about somebody, and perhaps a post of theirs, would do. */
export function planPerson(planning: Planning, values: Values): Plan {
  const { directory, settings, source } = planning
  const doubts = new Doubts(settings, 'people')
  const plan: Plan = { outcome: 'same', label: labelOf(values), problems: doubts.problems, changes: [], writes: [], told: [] }
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
    const { known, isNew } = person ?? { known: { ...facts, id: newId(), ours: true }, isNew: true }
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

const labelOf = (values: Values) => short(namesIn(values).written)

function readFacts(doubts: Doubts, values: Values): Facts | undefined {
  const names = readNames(doubts, values)
  const treatment = doubts.text(values, 'treatment', 40)
  const written = values.text('rut')
  const rut = written ? parseRut(written) : null
  if (rut === undefined) doubts.invalid('rut', `El RUT «${short(written)}» no es válido: su dígito no corresponde.`, written)
  return names && { ...names, treatment, rut: rut ?? null }
}

function readNames(doubts: Doubts, values: Values) {
  const { written, names } = namesIn(values)
  if (!written) return void doubts.missing('full_name', 'Falta el nombre de la persona.')
  if (!names?.first_surname || !names.given_names) return void doubts.invalid('full_name', `Al nombre «${short(written)}» le falta el apellido.`, written)
  const { given_names, first_surname, second_surname } = names
  const isLong = given_names.length > 100 || first_surname.length > 80 || (second_surname?.length ?? 0) > 80
  if (isLong) return void doubts.invalid('full_name', `El nombre «${short(written)}» es demasiado largo: acórtelo.`, written)
  return { given_names, first_surname, second_surname: second_surname || null }
}

function readPoints(doubts: Doubts, values: Values): Reach[] {
  const points: Reach[] = []
  for (const field of ['email', 'other_email']) {
    const email = emailIn(values.text(field))
    if (EMAIL.test(email)) points.push({ kind: 'email', value: email })
    else if (email) doubts.invalid(field, `El correo «${short(values.text(field))}» no es válido.`, email)
  }
  for (const [field, kind] of [['phone', 'phone'], ['other_phone', 'phone'], ['whatsapp', 'whatsapp']] as const) {
    const written = values.text(field)
    const value = written ? readPhone(written) : undefined
    if (value) points.push({ kind, value })
    else if (written) doubts.invalid(field, `El teléfono «${short(written)}» no es válido.`, written)
  }
  return points
}

/** «  Ana @municipio.cl », as people type it. */
export const emailIn = (text: string) => text.replace(/\s/g, '').replace(/^mailto:/i, '').toLowerCase()

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
      ...identity.several.slice(0, 6).map((person) => ({ value: `use:${person.id}`, label: `Es ${nameOf(person)}${postOf(directory, person)}` })),
      { value: 'new', label: 'Es otra persona' },
    ],
  })
  if (answer && 'use' in answer) {
    const known = directory.people.get(answer.use)
    return known && { known, isNew: false }
  }
  // Whom this very file already brought as somebody else, when nothing but the name tells them.
  const ours = answer && identity.several.find((person) => person.ours && !directory.tenuresByPerson.has(person.id))
  return ours && { known: ours, isNew: false }
}

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
function change({ settings, directory, today }: Planning, plan: Plan, known: KnownPerson, facts: Facts) {
  const set: Partial<Facts> = {}
  for (const key of ['second_surname', 'treatment', 'rut'] as const) {
    const [before, after] = [known[key], facts[key]]
    if (!after || (before && fold(before) === fold(after))) continue
    if (before && settings.keeps) continue
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
