import type { TenureKind } from '#app/domain/tenures/terms.ts'
import { fold } from '#app/lib/text.ts'
import type { ContactPointsTable, InstitutionsTable } from '#db/schema.ts'

export type KnownInstitution = {
  id: string
  name: string
  kind: InstitutionsTable['kind']
  region_code: string | null
  parent_id: string | null
  network_status: InstitutionsTable['network_status']
  member_since_on: string | null
}

export type KnownPost = {
  id: string
  institution_id: string
  title: string
  kind: string
  unit: string | null
  search_text: string
  sort: number
}

export type KnownPerson = {
  id: string
  given_names: string
  first_surname: string
  second_surname: string | null
  treatment: string | null
  rut: string | null
  /** The line of the file that brought them, in this import or in an earlier one of the very same file. */
  line: number | null
  /** By a row before, and not written yet. */
  isMade: boolean
}

export type KnownTenure = {
  id: string
  position_id: string
  person_id: string
  kind: TenureKind
  starts_on: string
  ends_on: string | null
  source: string | null
}

/** `planned` are the institutions of one that a row before writes. */
export type KnownMeeting = { id: string; institution_ids: Set<string>; planned?: string[] }

export type KnownPoint = { person_id: string; kind: ContactPointsTable['kind']; value: string }

/** As much of the directory as some rows touch. Planning a row changes it, so that the next row sees what the first one did. */
export type Directory = {
  /** Which institution a text means: one, several that may be meant, or none. */
  match: (text: string) => { id: string; name: string } | { candidates: { id: string; name: string }[] } | undefined
  institutions: Map<string, KnownInstitution>
  posts: Map<string, KnownPost[]>
  /** Those of them that a row before makes: their ids are others each time that it is planned. */
  madePosts: Set<string>
  people: Map<string, KnownPerson>
  /** By what may tell that somebody is the same: see `identitiesOf`. */
  byIdentity: Map<string, Set<string>>
  /** Whom each line of the file brought. */
  byLine: Map<number, string>
  tenuresByPost: Map<string, KnownTenure[]>
  tenuresByPerson: Map<string, KnownTenure[]>
  points: Map<string, KnownPoint[]>
  /** «Alcalde/sa, Municipalidad de Castro», by the id of the post, wherever it is. */
  postWords: Map<string, string>
  /** By day and title: see `meetingKey`. */
  meetings: Map<string, KnownMeeting>
  /** Person and text of each remark: see `noteKey`. */
  notes: Set<string>
}

/** First given name and first surname: what two spellings of a person share. */
export const nameKey = ({ given_names, first_surname }: Pick<KnownPerson, 'given_names' | 'first_surname'>) =>
  `name:${fold(given_names).split(' ')[0]} ${fold(first_surname)}`

export function addPerson(directory: Directory, person: KnownPerson) {
  directory.people.set(person.id, person)
  if (person.line !== null) directory.byLine.set(person.line, person.id)
  index(directory, nameKey(person), person.id)
  if (person.rut) index(directory, `rut:${person.rut}`, person.id)
}

export function addPoint(directory: Directory, point: KnownPoint) {
  push(directory.points, point.person_id, point)
  index(directory, reachKey(point), point.person_id)
}

export const reachKey = ({ kind, value }: Pick<KnownPoint, 'kind' | 'value'>) => (kind === 'email' ? `email:${value}` : `phone:${value}`)

export function addTenure(directory: Directory, tenure: KnownTenure) {
  push(directory.tenuresByPost, tenure.position_id, tenure)
  push(directory.tenuresByPerson, tenure.person_id, tenure)
}

export function addPost(directory: Directory, post: KnownPost) {
  push(directory.posts, post.institution_id, post)
}

export function addMadePost(directory: Directory, post: KnownPost) {
  directory.madePosts.add(post.id)
  addPost(directory, post)
}

const index = ({ byIdentity }: Directory, key: string, id: string) => {
  const ids = byIdentity.get(key) ?? new Set()
  byIdentity.set(key, ids.add(id))
}

function push<T>(map: Map<string, T[]>, key: string, value: T) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export const meetingKey = (day: string, title: string) => `${day} ${fold(title)}`

export const noteKey = (person_id: string, text: string) => `${person_id}\n${text}`

/** One in which people can be planned without changing the other. */
export function copyOf({ match, institutions, ...rest }: Directory): Directory {
  return { match, institutions, ...structuredClone(rest) }
}

export const blankDirectory = (match: Directory['match']): Directory => ({
  match,
  institutions: new Map(),
  posts: new Map(),
  madePosts: new Set(),
  people: new Map(),
  byIdentity: new Map(),
  byLine: new Map(),
  tenuresByPost: new Map(),
  tenuresByPerson: new Map(),
  points: new Map(),
  postWords: new Map(),
  meetings: new Map(),
  notes: new Set(),
})
