import { expect, test } from 'vitest'

import { loader as institution } from '#app/routes/institutions/show.tsx'
import { action as distinguish } from '#app/routes/merges/distinction.ts'
import { loader as duplicates } from '#app/routes/merges/duplicates.tsx'
import { action as merge, loader as compare } from '#app/routes/merges/new.tsx'
import { action as undo, loader as mergePage } from '#app/routes/merges/show.tsx'
import { action as newPerson } from '#app/routes/people/new.tsx'
import { loader as person } from '#app/routes/people/show.tsx'
import { loader as likely } from '#app/routes/suggestions/likely.ts'
import { action as handover } from '#app/routes/tenures/handover.tsx'
import { addInstitution, addPerson } from '#tests/support/merges.ts'
import { createWorld } from '#tests/support/world.ts'

const soto = { given_names: 'María José', first_surname: 'Soto', second_surname: 'Muñoz' }
const typed = { ...soto, treatment: '', source: 'Lista', legal_basis: 'consent', position_id: '', tenure_kind: 'titular', starts_on: '' }

test('a new person like somebody known is asked about before it is written', async () => {
  const world = await createWorld()
  const id = await addPerson(world, soto)
  const refused = await world.visit(newPerson, 'paula', '/contactos/nuevo', { form: { ...typed, given_names: 'M. J.' } })
  expect(refused).toMatchObject({ data: { likely: [{ id, detail: 'Posible: mismos apellidos e iniciales. Sin cargo registrado' }], values: { given_names: 'M. J.' } }, init: { status: 400 } })
  const saved = await world.visit(newPerson, 'paula', '/contactos/nuevo', { form: { ...typed, distinct: 'on' } })
  expect(saved).toBeInstanceOf(Response)
  const options = await world.visit(likely, 'paula', '/sugerencias/duplicados?de=person&given_names=Maria&first_surname=soto')
  expect(((await options.json()) as { options: unknown[] }).options).toHaveLength(2)
})

test('whoever takes a post over may be chosen among the likely ones', async () => {
  const world = await createWorld()
  const id = await addPerson(world, soto)
  const form = { ...soto, kind: 'titular', starts_on: '2026-11-01' }
  const visit = (more: Record<string, string>) => world.visit(handover, 'paula', '/cargos/muni-13102:mayor/ejercicio', { params: { id: 'muni-13102:mayor' }, form: { ...form, ...more } })
  expect(await visit({})).toMatchObject({ data: { likely: [{ id }] } })
  expect(await visit({ use_id: id })).toBeInstanceOf(Response)
  expect(await world.raw.selectFrom('tenures').select('person_id').execute()).toEqual([{ person_id: id }])
  expect(await world.raw.selectFrom('people').select('id').execute()).toEqual([{ id }])
})

test('two records are compared, merged by a form, reached by the old address, and taken apart', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world, soto), await addPerson(world, { ...soto, second_surname: 'Munoz', treatment: 'Sra.' })] as [string, string]
  expect((await world.visit(duplicates, 'paula', '/duplicados')).pairs).toHaveLength(1)
  const path = `/fusiones/nueva?de=person&queda=${kept}&con=${gone}`
  expect((await world.visit(compare, 'paula', path)).choices).toEqual([{ column: 'second_surname', label: 'Segundo apellido', usual: 'kept' }])

  const form = { kept_id: kept, gone_id: gone, version: '1', gone_version: '1', second_surname: 'kept' }
  expect(await world.visit(merge, 'paula', path, { form: { ...form, gone_version: '2' } })).toMatchObject({ data: { stale: expect.stringContaining('cambió la ficha de María José Soto Munoz') }, init: { status: 409 } })
  expect(await world.visit(merge, 'paula', path, { form })).toBeInstanceOf(Response)

  const moved = await world.visit(person, 'lidia', `/contactos/${gone}`, { params: { id: gone } }).catch((response: Response) => response)
  expect((moved as Response).headers.get('Location')).toBe(`/contactos/${kept}`)
  const page = await world.visit(person, 'paula', `/contactos/${kept}`, { params: { id: kept } })
  expect(page.merges).toMatchObject([{ name: 'María José Soto Munoz' }])
  expect((await world.visit(person, 'lidia', `/contactos/${kept}`, { params: { id: kept } })).merges).toEqual([])

  const { id } = page.merges[0]!
  expect(await world.visit(mergePage, 'paula', `/fusiones/${id}`, { params: { id } })).toMatchObject({ problem: null, left: [{ label: 'Segundo apellido', value: 'Munoz' }] })
  await world.visit(undo, 'paula', `/fusiones/${id}`, { params: { id }, method: 'POST' })
  expect((await world.visit(person, 'lidia', `/contactos/${gone}`, { params: { id: gone } })).person.id).toBe(gone)
})

test('an institution that is not of a leader leads them nowhere, before and after a merge', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  await world.visit(merge, 'paula', `/fusiones/nueva?de=institution`, { form: { kept_id: kept, gone_id: gone, version: '1', gone_version: '1' } })
  const answer = (who: 'rosa' | 'lidia') => world.visit(institution, who, `/instituciones/${gone}`, { params: { id: gone } }).catch((response: Response) => response) as Promise<Response>
  expect((await answer('lidia')).headers.get('Location')).toBe(`/instituciones/${kept}`)
  const refused = await answer('rosa')
  expect(refused.headers?.get('Location') ?? null).toBeNull()
})

test('a pair that is two is listed apart, and compared again on demand', async () => {
  const world = await createWorld()
  const [one, other] = [await addPerson(world, soto), await addPerson(world, soto)]
  const form = { kind: 'person', one_id: one, other_id: other }
  await world.visit(distinguish, 'paula', '/duplicados/distincion', { form: { ...form, distinct: 'on' } })
  expect(await world.visit(duplicates, 'paula', '/duplicados')).toMatchObject({ pairs: [], distinct: [{ one: 'María José Soto Muñoz' }] })
  await world.visit(distinguish, 'paula', '/duplicados/distincion', { form })
  expect(await world.visit(duplicates, 'paula', '/duplicados')).toMatchObject({ pairs: [expect.anything()], distinct: [] })
})
