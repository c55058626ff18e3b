import { nameOf } from '#app/domain/people/rules.ts'
import { overlaps, readTenureKind } from '#app/domain/tenures/rules.ts'
import { subjectsOf } from '#app/domain/tenures/commands/start.server.ts'
import type { TenureKind } from '#app/domain/tenures/terms.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { newId } from '#app/lib/ids.server.ts'
import { bothGenders, fold, searchText } from '#app/lib/text.ts'

import { addMadePost, addTenure, type Directory, type KnownInstitution, type KnownPerson, type KnownPost, type KnownTenure } from './directory.ts'
import type { Plan } from './plan.ts'
import type { RowPlanning } from './plan-people.server.ts'
import { postsNamed, readTitle } from './posts.ts'
import { short, type Doubts } from './problems.ts'
import type { Values } from './row-values.ts'

type Asked = { institution: KnownInstitution | undefined; person: KnownPerson; source: string }
type Step = (plan: Plan) => void

const LEAVE = [{ value: 'without', label: 'Traer a la persona sin el cargo' }]

/** The post that a row gives somebody. Answers what to do once the row has no problem; undefined when it gives none. */
export function planTenure(planning: RowPlanning, doubts: Doubts, values: Values, asked: Asked): Step | undefined {
  const { directory } = planning
  const { institution, person } = asked
  const written = values.text('position')
  if (!written) return undefined
  if (!institution) return void doubts.missing('institution', `Falta la institución del cargo «${short(written)}».`)
  const isTitle = directory.posts.get(institution.id)?.some((post) => fold(post.title) === fold(written))
  const { title, kind: acting } = isTitle ? { title: written, kind: null } : readTitle(written)
  if (title.length > 150) return void doubts.invalid('position', `El cargo «${short(title)}» tiene ${title.length} caracteres y caben 150: acórtelo.`, title)
  const kind = readKind(doubts, values.text('tenure_kind'), acting)
  const [starts, ends_on] = [doubts.day(values, 'starts_on'), doubts.day(values, 'ends_on')]
  if (doubts.problems.length > 0 || !kind) return undefined
  if (starts && ends_on && ends_on < starts) return void doubts.invalid('ends_on', `Termina el ${formatDay(ends_on)}, antes de empezar.`, ends_on)

  const found = findPosts(planning, doubts, institution, title, values.text('unit'))
  if (!found) return undefined
  const { posts, create } = found
  const held = heldBy(planning, posts, { person, kind, starts_on: starts })
  if (held) {
    const period = correctedPeriod(planning, doubts, held, { starts_on: starts, ends_on })
    return period && ((plan) => correct(plan, held, period, person))
  }

  const starts_on = starts ?? startFor(doubts, title)
  if (!starts_on) return undefined
  if (ends_on && ends_on < starts_on) return void doubts.invalid('ends_on', `Termina el ${formatDay(ends_on)}, antes de empezar.`, ends_on)
  const wanted = { kind, starts_on, ends_on }
  const place = placeFor(planning, doubts, posts, wanted, person)
  if (!place) return undefined
  return (plan) => {
    if (create) addMade(planning, plan, place.post)
    if (place.again) addMade(planning, plan, place.post)
    if (place.ending) end(planning, plan, place.ending, addDays(place.period.starts_on, -1))
    start(planning, plan, place.post, asked, place.period)
  }
}

function readKind(doubts: Doubts, written: string, acting: TenureKind | null): TenureKind | undefined {
  if (!written) return acting ?? 'titular'
  const kind = readTenureKind(written)
  if (!kind) doubts.invalid('tenure_kind', `La calidad «${short(written)}» no es titular, subrogante, interino ni suplente.`, written)
  return kind
}

/** The posts that are meant; `create` when it is one that does not exist yet. */
function findPosts({ directory }: RowPlanning, doubts: Doubts, institution: KnownInstitution, title: string, unit: string) {
  const known = directory.posts.get(institution.id) ?? []
  const posts = postsNamed(known, title)
  if (posts.length > 0) return { posts, create: false }
  const stored = known.filter(({ id }) => !directory.madePosts.has(id))
  const answer = doubts.ask({
    key: `position:${institution.id}:${fold(title).slice(0, 80)}`,
    kind: 'position',
    field: 'position',
    text: `${institution.name} no tiene el cargo «${short(title)}».`,
    offers: [{ value: 'create', label: 'Crear el cargo' }, ...LEAVE, ...likeliest(stored, title).map((post) => ({ value: `use:${post.id}`, label: `Es «${post.title}»` }))],
  }, (id) => stored.some((post) => post.id === id))
  if (!answer) return undefined
  if ('use' in answer) {
    const post = known.find(({ id }) => id === answer.use)
    return post && { posts: [post], create: false }
  }
  if ('does' in answer && answer.does === 'create') return { posts: [madePost(known, institution.id, title, unit.slice(0, 100) || null)], create: true }
  return undefined
}

const OFFERED = 8

/** Those that share a word with the title first. */
function likeliest(posts: readonly KnownPost[], title: string) {
  const words = fold(title).split(' ').filter((word) => word.length > 3)
  const shares = ({ search_text }: KnownPost) => words.some((word) => search_text.includes(word.slice(0, 6)))
  return posts.toSorted((a, b) => Number(shares(b)) - Number(shares(a)) || a.sort - b.sort).slice(0, OFFERED)
}

export function madePost(known: readonly KnownPost[], institution_id: string, title: string, unit: string | null): KnownPost {
  const sort = Math.max(0, ...known.map((post) => post.sort)) + 10
  return { id: newId(), institution_id, title, kind: 'other', unit, sort, search_text: searchText(bothGenders(title), unit) }
}

/** What the directory knows of this person in one of these posts, that the row tells again. */
function heldBy({ directory, today }: RowPlanning, posts: KnownPost[], { person, kind, starts_on }: { person: KnownPerson; kind: TenureKind; starts_on: string | null }) {
  const own = posts.flatMap((post) => (directory.tenuresByPost.get(post.id) ?? [])
    .filter((tenure) => tenure.person_id === person.id && tenure.kind === kind)
    .map((tenure) => ({ tenure, post })))
  if (!starts_on) return own.find(({ tenure }) => tenure.ends_on === null || tenure.ends_on >= today) ?? own[0]
  return own.find(({ tenure }) => tenure.starts_on === starts_on)
    ?? own.find(({ tenure }) => overlaps(tenure, { starts_on, ends_on: starts_on }))
}

function startFor(doubts: Doubts, title: string): string | undefined {
  const answer = doubts.ask({
    key: 'start', kind: 'start', field: 'starts_on', text: `Falta desde cuándo ocupa el cargo «${short(title)}».`, offers: LEAVE,
  })
  return answer && 'day' in answer ? answer.day : undefined
}

type Period = Pick<KnownTenure, 'kind' | 'starts_on' | 'ends_on'>
type Place = { post: KnownPost; period: Period; ending?: KnownTenure; again?: boolean }

/** Where and when somebody can exercise the post: a post has one titular at a time. */
function placeFor({ directory }: RowPlanning, doubts: Doubts, posts: KnownPost[], wanted: Period, person: KnownPerson): Place | undefined {
  const clashes = posts.map((post) => ({
    post,
    others: (directory.tenuresByPost.get(post.id) ?? []).filter((other) =>
      other.kind === wanted.kind && overlaps(other, wanted) && (wanted.kind === 'titular' || other.person_id === person.id)),
  }))
  const free = clashes.find(({ others }) => others.length === 0)
  if (free) return { post: free.post, period: wanted }
  const { post, others } = clashes[0]!
  const other = others[0]!
  const name = other.person_id === person.id ? nameOf(person) : nameOf(directory.people.get(other.person_id) ?? { given_names: 'Otra persona', first_surname: '', second_surname: null })
  const [before, after] = [other.starts_on < wanted.starts_on, other.starts_on > wanted.starts_on]
  const mends = others.length === 1 && (before || after)
  const answer = doubts.ask({
    key: `clash:${post.id}:${wanted.starts_on}`,
    kind: 'clash',
    field: 'starts_on',
    text: `${name} es titular de «${post.title}», ${directory.institutions.get(post.institution_id)?.name ?? ''}, ${other.ends_on ? `hasta el ${formatDay(other.ends_on)}` : `desde el ${formatDay(other.starts_on)}`}: un cargo tiene un solo titular a la vez.`,
    offers: [
      ...(mends ? [{ value: 'adjust', label: before ? 'Termina el anterior el día antes' : 'Este termina el día antes del siguiente' }] : []),
      { value: 'create', label: 'Crear otro cargo igual' },
      ...LEAVE,
    ],
  })
  if (!answer || !('does' in answer)) return undefined
  if (answer.does === 'create') return { post: { ...post, id: newId(), sort: post.sort + 1, kind: 'other' }, period: wanted, again: true }
  if (answer.does !== 'adjust' || !mends) return undefined
  return before ? { post, period: wanted, ending: other } : { post, period: { ...wanted, ends_on: addDays(other.starts_on, -1) } }
}

function addMade({ directory }: RowPlanning, plan: Plan, post: KnownPost) {
  addMadePost(directory, post)
  plan.changes.push(`Crea el cargo «${post.title}»`)
  writePost(plan, post)
}

export function writePost(plan: Plan, { id, ...post }: KnownPost) {
  plan.writes.push({ does: 'insert', table: 'positions', id, values: { ...post, lobby_status: 'to_verify' } })
  plan.told.push({ action: 'position.created', subjects: [{ type: 'position', id }, { type: 'institution', id: post.institution_id }], detail: { title: post.title } })
}

function start({ directory }: RowPlanning, plan: Plan, post: KnownPost, { person, source }: Asked, period: Period) {
  const tenure = { id: newId(), position_id: post.id, person_id: person.id, ...period, source: source.slice(0, 200) }
  directory.postWords.set(post.id, `${post.title}, ${directory.institutions.get(post.institution_id)?.name ?? ''}`)
  addTenure(directory, tenure)
  const { id, ...values } = tenure
  plan.writes.push({ does: 'insert', table: 'tenures', id, values })
  plan.changes.push(`Asume «${post.title}» el ${formatDay(period.starts_on)}`)
  plan.told.push({
    action: 'tenure.started', subjects: subjectsOf({ ...tenure, institution_id: post.institution_id }),
    detail: { name: nameOf(person), title: post.title, on: formatDay(period.starts_on) },
  })
}

function end({ directory }: RowPlanning, plan: Plan, tenure: KnownTenure, ends_on: string) {
  const person = directory.people.get(tenure.person_id)
  const post = postOf(directory, tenure)
  const name = person ? nameOf(person) : ''
  tenure.ends_on = ends_on
  plan.writes.push({ does: 'update', table: 'tenures', id: tenure.id, values: { ends_on, end_reason: null } })
  plan.changes.push(`${name} termina el ${formatDay(ends_on)}`)
  if (!post) return
  plan.told.push({
    action: 'tenure.ended', subjects: subjectsOf({ ...tenure, institution_id: post.institution_id }),
    detail: { name, title: post.title, on: formatDay(ends_on), reason: null },
  })
}

type Held = { tenure: KnownTenure; post: KnownPost }
type Dates = { starts_on: string; ends_on: string | null }

/** The dates that the row gives a period that is known; undefined when they change nothing, or cannot be. */
function correctedPeriod({ directory, keeps }: RowPlanning, doubts: Doubts, { tenure, post }: Held, { starts_on, ends_on }: { starts_on: string | null; ends_on: string | null }): Dates | undefined {
  const after = {
    starts_on: starts_on && !keeps ? starts_on : tenure.starts_on,
    ends_on: ends_on && !(tenure.ends_on && keeps) ? ends_on : tenure.ends_on,
  }
  if (after.starts_on === tenure.starts_on && after.ends_on === tenure.ends_on) return undefined
  const others = directory.tenuresByPost.get(post.id) ?? []
  const clashes = tenure.kind === 'titular' && others.some((other) => other.id !== tenure.id && other.kind === 'titular' && overlaps(other, after))
  if (!clashes && !(after.ends_on && after.ends_on < after.starts_on)) return after
  doubts.ask({
    key: `period:${tenure.id}`, kind: 'clash', field: 'starts_on', text: `Esas fechas de «${post.title}» chocan con lo que ya está en el directorio.`,
    offers: [{ value: 'adjust', label: 'Dejar el período como está en Hilván' }],
  })
  return undefined
}

function correct(plan: Plan, { tenure, post }: Held, after: Dates, person: KnownPerson) {
  if (after.starts_on !== tenure.starts_on) plan.changes.push(`Cambia desde ${formatDay(tenure.starts_on)} por ${formatDay(after.starts_on)}`)
  if (after.ends_on && after.ends_on !== tenure.ends_on) {
    plan.changes.push(tenure.ends_on ? `Cambia hasta ${formatDay(tenure.ends_on)} por ${formatDay(after.ends_on)}` : `Termina el ${formatDay(after.ends_on)}`)
  }
  Object.assign(tenure, after)
  plan.writes.push({ does: 'update', table: 'tenures', id: tenure.id, values: after })
  plan.told.push({
    action: 'tenure.edited', subjects: subjectsOf({ ...tenure, institution_id: post.institution_id }), detail: { name: nameOf(person), title: post.title },
  })
}

const postOf = ({ posts }: Directory, { position_id }: KnownTenure) => [...posts.values()].flat().find(({ id }) => id === position_id)
