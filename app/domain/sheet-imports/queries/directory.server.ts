import { sql } from 'kysely'

import { readInstitutionNames } from '#app/domain/institutions/queries/match.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { addPerson, addPoint, addPost, addTenure, blankDirectory, meetingKey, nameKey, noteKey, type Directory } from '../rules/directory.ts'

/** What of the directory some rows may touch: see `reachedBy`. */
export type Reached = { institutions: Set<string>; names: Set<string>; ruts: Set<string>; values: Set<string>; days: Set<string>; notes: boolean }

const CHUNK = 500

/**
 * Reads it whole where it is small, and for the rest only what these rows may touch. `sha256` tells which people are of this
 * file. Of people everybody is read, unless `only` says who matters.
 */
export async function readDirectory(ctx: Context, names: Directory['match'], reached: Reached, sha256: string, only?: string[]): Promise<Directory> {
  const directory = blankDirectory(names)
  await readInstitutions(ctx, directory)
  await readPosts(ctx, directory, reached.institutions)
  await readMeetings(ctx, directory, reached.days)
  const owners = await readOwners(ctx, reached.values)
  const ours = await listOurs(ctx, sha256)
  const people = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname', 'people.treatment', 'people.rut'])
    .$if(only !== undefined, (query) => query.where('people.id', 'in', [...(only ?? []), '']))
    .orderBy('people.id')
    .execute()
  for (const person of people) addPerson(directory, { ...person, line: ours.get(person.id) ?? null, isMade: false })

  const meant = people.filter((person) => reached.names.has(nameKey(person)) || owners.has(person.id) || (person.rut && reached.ruts.has(person.rut)))
  await readTenures(ctx, directory, meant.map(({ id }) => id))
  await readPoints(ctx, directory, meant.map(({ id }) => id))
  if (reached.notes) await readNotes(ctx, directory, meant.map(({ id }) => id))
  return directory
}

/** The names of institutions, read once for many rows. */
export const readNames = (ctx: Context): Promise<Directory['match']> => readInstitutionNames(ctx)

async function readInstitutions(ctx: Context, { institutions }: Directory) {
  const rows = await visibleInstitutions(ctx)
    .select(['id', 'short_name as name', 'kind', 'region_code', 'parent_id', 'network_status', 'member_since_on'])
    .where('archived_at', 'is', null)
    .execute()
  for (const row of rows) institutions.set(row.id, row)
}

async function readPosts(ctx: Context, directory: Directory, ids: Set<string>) {
  for (const some of chunks([...ids])) {
    const rows = await visiblePositions(ctx)
      .select(['positions.id', 'positions.institution_id', 'positions.title', 'positions.kind', 'positions.unit', 'positions.search_text', 'positions.sort'])
      .where('positions.institution_id', 'in', some)
      .where('positions.abolished_on', 'is', null)
      .orderBy('positions.sort')
      .orderBy('positions.id')
      .execute()
    for (const row of rows) addPost(directory, row)
  }
}

async function readOwners({ db }: Context, values: Set<string>): Promise<Set<string>> {
  const owners = new Set<string>()
  for (const some of chunks([...values])) {
    const rows = await db.selectFrom('contact_points').select('person_id').where('person_id', 'is not', null).where('value', 'in', some).execute()
    for (const { person_id } of rows) owners.add(person_id ?? '')
  }
  return owners
}

/** Of the posts that were read, and of people who may be meant. */
async function readTenures({ db }: Context, directory: Directory, people: string[]) {
  const posts = [...directory.posts.values()].flat().map(({ id }) => id)
  const seen = new Set<string>()
  for (const [column, ids] of [['position_id', posts], ['person_id', people]] as const) {
    for (const some of chunks(ids)) {
      const rows = await db
        .selectFrom('tenures')
        .innerJoin('positions', 'positions.id', 'tenures.position_id')
        .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
        .select(['tenures.id', 'tenures.position_id', 'tenures.person_id', 'tenures.kind', 'tenures.starts_on', 'tenures.ends_on', 'tenures.source'])
        .select(['positions.title', 'institutions.short_name'])
        .where(`tenures.${column}`, 'in', some)
        .orderBy('tenures.starts_on')
        .orderBy('tenures.id')
        .execute()
      for (const { title, short_name, ...row } of rows) {
        if (!seen.has(row.id)) addTenure(directory, row)
        seen.add(row.id)
        directory.postWords.set(row.position_id, `${title}, ${short_name}`)
      }
    }
  }
}

async function readPoints({ db }: Context, directory: Directory, people: string[]) {
  for (const some of chunks(people)) {
    const rows = await db
      .selectFrom('contact_points')
      .select(['person_id', 'kind', 'value'])
      .where('person_id', 'in', some)
      .orderBy('id')
      .execute()
    for (const { person_id, ...row } of rows) addPoint(directory, { ...row, person_id: person_id ?? '' })
  }
}

async function readMeetings(ctx: Context, { meetings }: Directory, days: Set<string>) {
  for (const some of chunks([...days])) {
    const rows = await visibleMeetings(ctx)
      .leftJoin('participants', 'participants.meeting_id', 'meetings.id')
      .select(['meetings.id', 'meetings.title', 'meetings.start_local', 'meetings.from_on', 'participants.institution_id'])
      .where((eb) => eb.or([eb(eb.fn<string>('substr', ['meetings.start_local', sql.val(1), sql.val(10)]), 'in', some), eb('meetings.from_on', 'in', some)]))
      .orderBy('meetings.id')
      .execute()
    for (const { id, title, start_local, from_on, institution_id } of rows) {
      const key = meetingKey(from_on ?? start_local?.slice(0, 10) ?? '', title)
      const known = meetings.get(key) ?? { id, institution_ids: new Set() }
      if (institution_id && known.id === id) known.institution_ids.add(institution_id)
      meetings.set(key, known)
    }
  }
}

async function readNotes({ db }: Context, { notes }: Directory, people: string[]) {
  for (const some of chunks(people)) {
    const rows = await db.selectFrom('internal_notes').select(['subject_id', 'internal_text']).where('subject_type', '=', 'person').where('subject_id', 'in', some).execute()
    for (const { subject_id, internal_text } of rows) notes.add(noteKey(subject_id, internal_text))
  }
}

/** People that an import of the very same file made, with the line that brought each. */
async function listOurs({ db }: Context, sha256: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('sheet_import_writes as write')
    .innerJoin('sheet_imports as import', 'import.id', 'write.import_id')
    .innerJoin('sheet_import_rows as row', (join) => join.onRef('row.import_id', '=', 'write.import_id').onRef('row.position', '=', 'write.position'))
    .select(['write.record_id', 'row.line'])
    .where('import.sha256', '=', sha256)
    .where('import.undone_at', 'is', null)
    .where('write.table_name', '=', 'people')
    .where('write.before', 'is', null)
    .execute()
  return new Map(rows.map(({ record_id, line }) => [record_id, line]))
}

function chunks<T>(values: T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < values.length; at += CHUNK) parts.push(values.slice(at, at + CHUNK))
  return parts
}
