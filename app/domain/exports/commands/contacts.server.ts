import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { listPeopleAfter, type PeopleFilter } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { oneOfParam, wordsOf } from '#app/lib/list-address.ts'
import type { Column } from '#app/lib/spreadsheet.server.ts'

import { placeWords } from '../queries/filter-words.server.ts'
import { reachColumns, sharedPoints } from '../rules.ts'
import { everyRow, writeBook } from './write.server.ts'

/** The people of a list as a spreadsheet, by surname; how to reach them, for whoever coordinates. */
export async function exportContacts(ctx: Context, search: URLSearchParams) {
  const filter: PeopleFilter = {
    q: wordsOf(search),
    kind: oneOfParam(search, 'tipo', institutionKinds),
    region: search.get('region') || undefined,
  }
  const rows = await everyRow((after, limit) => listReachable(ctx, filter, after, limit))
  const ordered = rows.toSorted((a, b) => (a.sort_text < b.sort_text ? -1 : a.sort_text > b.sort_text ? 1 : 0))
  const words = await placeWords(ctx, filter, [filter.kind && institutionKinds[filter.kind]], 'Todas las personas')
  const columns = [...facts, ...(canEditDirectory(ctx.viewer) ? reachColumns<Row>() : [])]
  return writeBook(ctx, ordered, { what: 'contactos', columns, filter: words })
}

/** With the points of the person and of the posts they hold. Four queries. */
async function listReachable(ctx: Context, filter: PeopleFilter, after: string, limit: number) {
  const people = await listPeopleAfter(ctx, filter, after, limit)
  if (!canEditDirectory(ctx.viewer)) return people.map((person) => ({ ...person, points: [] }))
  const own = await listContactPoints(ctx, 'person', people.map(({ id }) => id))
  const official = await listContactPoints(ctx, 'position', [...new Set(people.flatMap(({ posts }) => posts.map(({ position_id }) => position_id)))])
  return people.map((person) => ({
    ...person,
    points: [
      ...sharedPoints(official, ({ position_id }) => person.posts.some((post) => post.position_id === position_id)),
      ...sharedPoints(own, ({ person_id }) => person_id === person.id),
    ],
  }))
}

type Row = Awaited<ReturnType<typeof listReachable>>[number]

const facts: Column<Row>[] = [
  { header: 'Nombre', width: 34, type: 'text', value: nameOf },
  { header: 'Tratamiento', width: 12, type: 'text', value: (row) => row.treatment },
  { header: 'Cargo', width: 40, type: 'text', value: (row) => row.posts.map(({ title }) => title).join('; ') },
  { header: 'Institución', width: 34, type: 'text', value: (row) => row.posts.map(({ institution_name }) => institution_name).join('; ') },
  { header: 'Confirmado el', width: 12, type: 'day', value: (row) => row.verified_on },
]
