import { findInstitution, visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { findPerson, visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { MergeKind } from '../terms.ts'

export type Candidate = { id: string; name: string; version: number; editor_name: string | null; updated_at: string }

export const tableOf = (kind: MergeKind) => (kind === 'person' ? 'people' : 'institutions')

/** Where a record is read. */
export const addressOf = (kind: MergeKind, id: string) => `/${kind === 'person' ? 'contactos' : 'instituciones'}/${id}`

/** One of two records to be merged, among what the viewer may see. */
export async function findCandidate(ctx: Context, kind: MergeKind, id: string): Promise<Candidate | undefined> {
  const row = kind === 'person' ? await findPerson(ctx, id) : await findInstitution(ctx, id)
  if (!row) return undefined
  const { version, editor_name, updated_at } = row
  return { id: row.id, name: 'given_names' in row ? nameOf(row) : row.short_name, version, editor_name, updated_at }
}

/** How these records are called, by their ids, among what the viewer may see. */
export async function findNames(ctx: Context, kind: MergeKind, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  if (kind === 'institution') {
    const rows = await visibleInstitutions(ctx).select(['institutions.id', 'institutions.name']).where('institutions.id', 'in', ids).execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
  const rows = await visiblePeople(ctx).select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname']).where('people.id', 'in', ids).execute()
  return new Map(rows.map(({ id, ...names }) => [id, nameOf(names)]))
}
