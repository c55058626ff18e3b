import { listContactPoints, type ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { readPeopleFilter } from '#app/domain/people/queries/filter.server.ts'
import { listPeopleById, listPeopleIds } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'
import { formatRut } from '#app/lib/text.ts'
import type { Card } from '#app/lib/vcard.server.ts'

import { canTakeReach } from '../policy.ts'
import { byKey, reachColumns, sharedPoints, type Taken } from '../rules.ts'
import { placeWords } from './filter-words.server.ts'

/** The people of a list, in its order; their RUT and how to reach them, for whoever coordinates. */
export async function takeContacts(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readPeopleFilter(search)
  const ids = await listPeopleIds(ctx, filter)
  const words = await placeWords(ctx, filter, [filter.kind && institutionKinds[filter.kind]], 'Todas las personas')
  const pages = byKey(ids, (some) => listReachable(ctx, some))
  const columns = [...facts, ...(canTakeReach(ctx.viewer) ? [rut, ...reachColumns<Row>()] : [])]
  return {
    filter: words,
    total: ids.length,
    tables: [tableOf('Contactos', columns, pages)],
    async *cards() {
      for await (const page of pages()) yield page.map(cardOf)
    },
  }
}

/** With the points of the person and of the posts they hold. Four queries. */
async function listReachable(ctx: Context, ids: string[]) {
  const people = await listPeopleById(ctx, ids)
  if (!canTakeReach(ctx.viewer)) return people.map((person) => ({ ...person, rut: null, points: [] as ContactPoint[] }))
  const own = await listContactPoints(ctx, 'person', ids)
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

const rut: Column<Row> = { header: 'RUT', width: 14, type: 'text', value: (row) => row.rut && formatRut(row.rut) }

const cardOf = (row: Row): Card => ({
  uid: row.id,
  full: nameOf(row),
  given: row.given_names,
  surnames: [row.first_surname, row.second_surname].filter((surname) => surname !== null),
  treatment: row.treatment,
  posts: row.posts.map(({ title, institution_name, unit }) => ({ title: titleFor(title, row.treatment), organisation: institution_name, unit })),
  mails: row.points.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])),
  phones: row.points.flatMap(({ kind, value }) => (kind === 'phone' || kind === 'whatsapp' ? [{ value, mobile: value.startsWith('+569') }] : [])),
  addresses: row.points.flatMap(({ kind, value }) => (kind === 'address' ? [value] : [])),
  revised_at: row.updated_at,
})
