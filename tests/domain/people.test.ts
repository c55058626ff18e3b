import { expect, test } from 'vitest'

import { confirmPerson, createPerson, editPerson, writeNote } from '#app/domain/people/commands.server.ts'
import { listNotes } from '#app/domain/people/queries/notes.server.ts'
import { countPeople, findPerson, listPeople, listPeopleNamed, suggestPeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { countQueries, person } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

const facts = { given_names: 'José', first_surname: 'Muñoz', second_surname: null, treatment: null, source: 'Acta', legal_basis: 'professional_contact' as const }

test.each(['jose munoz', 'MUÑOZ josé', 'munoz, jose', 'tapia jose', 'alcalde cerrillos', 'munoz cerrillos'])('«%s» finds José Muñoz Tapia, mayor of Cerrillos', async (q) => {
  const world = await createWorld()
  const jose = await person(world, { position_id: 'muni-13102:mayor', starts_on: '2024-12-06' })
  await person(world, { given_names: 'Josefa', first_surname: 'Pérez', second_surname: null })

  expect((await listPeople(world.as('lidia'), { q })).map(({ id }) => id)).toEqual([jose])
  expect(await countPeople(world.as('lidia'), { q })).toBe(1)
})

test('people are listed by first surname, ñ after n, fifty a page, with the same queries whatever the page holds', async () => {
  const world = await createWorld()
  for (const first_surname of ['Oñate', 'Ñuble', 'Nuble', 'Álvarez', 'Zúñiga']) await person(world, { first_surname, second_surname: null })
  const few = await listPeople(world.as('paula'))
  expect(few.map(({ first_surname }) => first_surname)).toEqual(['Álvarez', 'Nuble', 'Ñuble', 'Oñate', 'Zúñiga'])

  const one = await countQueries(world, () => listPeople(world.as('paula')))
  for (let at = 0; at < 50; at++) await person(world, { given_names: `Persona ${at}` })
  expect(await countQueries(world, () => listPeople(world.as('paula')))).toBe(one)
  expect(await listPeople(world.as('paula'), { page: 1 })).toHaveLength(50)
  expect(await listPeople(world.as('paula'), { page: 2 })).toHaveLength(5)
})

test('people are filtered by the kind and the region of the institution they work in today', async () => {
  const world = await createWorld()
  const mayor = await person(world, { position_id: 'muni-13102:mayor', starts_on: '2024-12-06' })
  await person(world, { given_names: 'Ana', position_id: 'serviu-07:serviu_director', starts_on: '2025-01-01' })
  const ids = async (filter: Parameters<typeof listPeople>[1]) => (await listPeople(world.as('paula'), filter)).map(({ id }) => id)

  expect(await ids({ kind: 'municipality' })).toEqual([mayor])
  expect(await ids({ region: '13' })).toEqual([mayor])
  expect(await ids({ kind: 'serviu', region: '13' })).toEqual([])
})

test('somebody is added with the post they hold; a post that has its titular refuses, and nobody is added', async () => {
  const world = await createWorld()
  await person(world, { position_id: 'muni-13102:mayor', starts_on: '2024-12-06' })
  const again = await createPerson(world.as('paula'), {
    ...facts, operation_id: undefined, given_names: 'Marta', position_id: 'muni-13102:mayor', tenure_kind: 'titular', starts_on: '2026-01-01',
  })

  expect(again.errors?.starts_on?.[0]).toContain('José Muñoz Tapia es titular desde el 06-12-2024')
  expect(await listPeopleNamed(world.as('paula'), 'marta munoz')).toEqual([])
})

test('editing keeps what is searched and sorted by in step, and the second of two authors is told', async () => {
  const world = await createWorld()
  const id = await person(world)

  expect(await editPerson(world.as('paula'), id, { ...facts, first_surname: 'Ñancupil', version: 1 })).toBeUndefined()
  expect(await suggestPeople(world.as('paula'), 'nancupil')).toMatchObject([{ id, detail: 'Sin cargo vigente' }])
  const theirs = await editPerson(world.as('carolina'), id, { ...facts, version: 1 })
  expect(theirs).toMatchObject({ first_surname: 'Ñancupil', version: 2, editor_name: 'Paula Díaz Rojas' })
  expect(nameOf((await findPerson(world.as('paula'), id))!)).toBe('José Ñancupil')
})

test('confirming says when the data was last checked', async () => {
  const world = await createWorld()
  const id = await person(world)
  world.clock.now = new Date('2026-12-01T15:00:00.000Z')
  await confirmPerson(world.as('paula'), id)

  expect(await findPerson(world.as('lidia'), id)).toMatchObject({ verified_on: '2026-12-01' })
})

test('an internal note is read by the team and by nobody else, and leaves no words in the activity', async () => {
  const world = await createWorld()
  const id = await person(world)
  await writeNote(world.as('paula'), id, { operation_id: undefined, internal_text: 'canario-interno: prefiere que la llamen' })

  expect(await listNotes(world.as('elena'), id)).toMatchObject([{ author_name: 'Paula Díaz Rojas' }])
  expect(await listNotes(world.as('lidia'), id)).toEqual([])
  expect(JSON.stringify(await listActivity(world.as('lidia'), 'person', id))).not.toContain('canario')
  await expect(writeNote(world.as('elena'), id, { operation_id: undefined, internal_text: 'x' })).rejects.toThrow('Su perfil')
})

test('for a leader there are no people', async () => {
  const world = await createWorld()
  const id = await person(world)

  expect(await findPerson(world.as('rosa'), id)).toBeUndefined()
  expect(await listPeople(world.as('rosa'))).toEqual([])
  await expect(editPerson(world.as('rosa'), id, { ...facts, version: 1 })).rejects.toThrow('No existe')
})
