import { z } from 'zod'

import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { listPeopleAfter, listPeopleById } from '#app/domain/people/queries.server.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'

import { codeOf, contacts, instant, reference, region, rut, words } from './fields.server.ts'
import { contactsOf, noun, type Asker } from './noun.server.ts'

const person = z.object({
  id: z.string(),
  given_names: z.string(),
  first_surname: z.string(),
  second_surname: z.string().nullable(),
  treatment: z.string().nullable(),
  rut: rut(),
  posts: z
    .array(z.object({ position: z.object({ id: z.string(), title: z.string() }), institution: reference('Del cargo'), kind: codeOf(tenureKinds) }))
    .meta({ description: 'Los cargos que ejerce hoy' }),
  contacts: contacts(),
  updated_at: instant(),
})

export const people = noun({
  scope: 'people',
  many: 'Personas',
  one: 'una persona',
  key: 'id',
  item: person,
  filters: z.object({ q: words().optional(), kind: codeOf(institutionKinds).optional(), region: region().optional() }),
  list: async (asker, filter, slice) => complete(asker, await listPeopleAfter(asker.ctx, filter, slice)),
  find: async (asker, id) => (await complete(asker, await listPeopleById(asker.ctx, [id])))[0],
})

async function complete(asker: Asker, rows: Awaited<ReturnType<typeof listPeopleAfter>>) {
  const points = asker.withContactData ? await listContactPoints(asker.ctx, 'person', rows.map(({ id }) => id)) : []
  return rows.map(({ id, given_names, first_surname, second_surname, treatment, rut, posts, updated_at }) => ({
    id, given_names, first_surname, second_surname, treatment, updated_at,
    rut: asker.withContactData ? rut : null,
    posts: posts.map(({ position_id, title, institution_id, institution_name, kind }) => ({
      position: { id: position_id, title }, institution: { id: institution_id, name: institution_name }, kind,
    })),
    contacts: contactsOf(asker, points, ({ person_id }) => person_id === id),
  }))
}
