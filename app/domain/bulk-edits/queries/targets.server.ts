import { readInstitutionFilter } from '#app/domain/institutions/queries/filter.server.ts'
import { listInstitutionIds } from '#app/domain/institutions/queries/list.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { listMeetingIds, readMeetingFilter, visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { readPeopleFilter } from '#app/domain/people/queries/filter.server.ts'
import { listPeopleIds, visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'

import type { BulkAct } from '../terms.ts'

/** A record that an act changes: its name, what it has now, and the version it has it in. */
export type Target = { id: string; name: string; to: string; value: string | null; version: number }

const readers: Record<BulkAct, (ctx: Context, ids: readonly string[]) => Promise<Target[]>> = {
  async coordinacion(ctx, ids) {
    const rows = await visibleInstitutions(ctx)
      .select(['institutions.id', 'institutions.short_name', 'institutions.coordinator_id', 'institutions.version'])
      .where('institutions.id', 'in', ids)
      .execute()
    return rows.map(({ id, short_name, coordinator_id, version }) => ({ id, name: short_name, to: `/instituciones/${id}`, value: coordinator_id, version }))
  },
  async cargo(ctx, ids) {
    const rows = await visibleMeetings(ctx)
      .select(['meetings.id', 'meetings.folio', 'meetings.title', 'meetings.owner_id', 'meetings.version'])
      .where('meetings.id', 'in', ids)
      .execute()
    return rows.map(({ id, folio, title, owner_id, version }) => ({ id, name: `${folio} ${title}`, to: `/reuniones/${folio}`, value: owner_id, version }))
  },
  async confirmacion(ctx, ids) {
    const rows = await visiblePeople(ctx)
      .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname', 'people.verified_on', 'people.version'])
      .where('people.id', 'in', ids)
      .execute()
    return rows.map((row) => ({ id: row.id, name: nameOf(row), to: `/contactos/${row.id}`, value: row.verified_on, version: row.version }))
  },
}

/** These records, in this order; whatever the viewer may not see is none of them. One query. */
export async function listTargets(ctx: Context, act: BulkAct, ids: readonly string[]): Promise<Target[]> {
  return ids.length === 0 ? [] : inOrder(ids, await readers[act](ctx, ids))
}

/** The ids of everything that a filter of the list matches, in its order. */
export function listMatches(ctx: Context, act: BulkAct, search: URLSearchParams): Promise<string[]> {
  if (act === 'coordinacion') return listInstitutionIds(ctx, readInstitutionFilter(search))
  if (act === 'confirmacion') return listPeopleIds(ctx, readPeopleFilter(search))
  const filter = readMeetingFilter(search)
  return listMeetingIds(ctx, { ...filter, view: filter.view ?? 'proximas' })
}

/** Whom a record may be given to: those who coordinate and can sign in; nobody for acts that give it to nobody. */
export async function listTakers({ db }: Context, act: BulkAct): Promise<{ value: string; label: string }[]> {
  if (act === 'confirmacion') return []
  return db
    .selectFrom('users')
    .select(['users.id as value', 'users.name as label'])
    .where('users.role', 'in', act === 'coordinacion' ? ['coordinator'] : ['coordinator', 'admin'])
    .where('users.disabled_at', 'is', null)
    .orderBy('users.name')
    .orderBy('users.id')
    .execute()
}
