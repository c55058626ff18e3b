import { expect, test } from 'vitest'

import { distinguish } from '#app/domain/merges/commands/distinguish.server.ts'
import { listLikelyInstitutions, listLikelyPeople } from '#app/domain/merges/queries/likely.server.ts'
import { countPairs, listPairs } from '#app/domain/merges/queries/pairs.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText, sortKey } from '#app/lib/text.ts'
import { handover, person } from '#tests/support/directory.ts'
import { addInstitution, addPerson } from '#tests/support/merges.ts'
import { createWorld } from '#tests/support/world.ts'

const MAYOR = 'muni-13102:mayor'
const soto = { given_names: 'María José', first_surname: 'Soto', second_surname: 'Muñoz' }

test.each([
  [{ given_names: 'maria jose', first_surname: 'soto', second_surname: 'munoz' }],
  [{ given_names: 'M. J.', first_surname: 'Soto', second_surname: 'Muñoz' }],
  [{ given_names: 'María José', first_surname: 'Soto', second_surname: null }],
  [{ given_names: 'Muñoz', first_surname: 'María José', second_surname: 'Soto' }],
])('as one types %o, María José Soto Muñoz is offered with the reason', async (typed) => {
  const world = await createWorld()
  const id = await person(world, soto)
  await person(world, { given_names: 'María José', first_surname: 'Sotomayor' })
  const likely = await listLikelyPeople(world.as('paula'), typed)
  expect(likely).toMatchObject([{ id, name: 'María José Soto Muñoz', reasons: [expect.any(String)] }])
})

test('an e-mail, a phone or a RUT finds somebody; whoever is of no surname of theirs is left alone', async () => {
  const world = await createWorld()
  const id = await addPerson(world, { ...soto, rut: '12345678-5' })
  expect(await listLikelyPeople(world.as('paula'), { given_names: 'x', first_surname: 'y', second_surname: null, rut: '12345678-5' })).toMatchObject([{ id, strength: 'sure' }])
  expect(await listLikelyPeople(world.as('paula'), { given_names: '', first_surname: '', second_surname: null })).toEqual([])
})

test('a leader learns of nobody', async () => {
  const world = await createWorld()
  await person(world, soto)
  expect(await listLikelyPeople(world.as('rosa'), soto)).toEqual([])
  expect(await listLikelyInstitutions(world.as('rosa'), { kind: 'municipality', name: 'Municipalidad de Castro', short_name: null, region_code: null, commune_cut: null })).toEqual([])
})

test('an institution is known without its courtesy, its legal form, or by another of its names', async () => {
  const world = await createWorld()
  const id = await addInstitution(world)
  const typed = (name: string) => ({ kind: 'other', name, short_name: null, region_code: null, commune_cut: null })
  expect(await listLikelyInstitutions(world.as('paula'), typed('Ilustre Municipalidad de Cerrillos'))).toMatchObject([{ id: 'muni-13102', reasons: ['mismo nombre'] }])
  expect(await listLikelyInstitutions(world.as('paula'), typed('LOS AROMOS CONSTRUCTORA SPA'))).toMatchObject([{ id, reasons: ['mismo nombre'] }])
})

test('the catalogue has no institution twice', async () => {
  const world = await createWorld()
  expect(await listPairs(world.as('paula'), 'institution')).toEqual([])
})

test('possible duplicates are ranked, and a pair told apart is offered no more until that is taken back', async () => {
  const world = await createWorld()
  const [first, second, third] = [await addPerson(world, soto), await addPerson(world, soto), await addPerson(world, { ...soto, second_surname: null })] as [string, string, string]
  await handover(world, MAYOR, { person_id: first, starts_on: '2024-12-06' })
  const pairs = await listPairs(world.as('paula'), 'person')
  expect(pairs.map(({ strength }) => strength)).toEqual(['likely', 'possible', 'possible'])
  expect(await countPairs(world.as('paula'), 'person')).toBe(1)

  const told = { kind: 'person', one_id: second, other_id: first, distinct: true } as const
  await distinguish(world.as('paula'), told)
  expect((await listPairs(world.as('paula'), 'person')).map(({ one, other }) => [one.id, other.id])).toEqual([[first, third], [second, third]])
  expect(await countPairs(world.as('paula'), 'person')).toBe(0)
  await distinguish(world.as('paula'), { ...told, distinct: false })
  expect(await countPairs(world.as('paula'), 'person')).toBe(1)
  await expect(distinguish(world.as('lidia'), told)).rejects.toThrow(Forbidden)
  await expect(distinguish(world.as('rosa'), told)).rejects.toThrow(NotFound)
})

test('among 5,000 people the likely ones are found within 50 ms', async () => {
  const world = await createWorld()
  const surnames = ['González', 'Muñoz', 'Rojas', 'Díaz', 'Pérez', 'Soto', 'Contreras', 'Silva', 'Martínez', 'Sepúlveda']
  const given = ['María José', 'Juan Carlos', 'Ana', 'Luis', 'Camila', 'Pedro', 'Rosa', 'Jorge']
  const stamps = { created_at: '2026-01-02T12:00:00.000Z', updated_at: '2026-01-02T12:00:00.000Z' }
  const rows = Array.from({ length: 5000 }, (_, n) => {
    const names = { given_names: given[n % 8]!, first_surname: surnames[n % 10]!, second_surname: `${surnames[(n * 7) % 10]}${n % 13 ? '' : ' B'}` }
    return {
      id: newId(), ...names, source: 'Lista', legal_basis: 'consent', ...stamps,
      search_text: searchText(names.given_names, names.first_surname, names.second_surname),
      sort_text: sortKey(`${names.first_surname} ${names.second_surname} ${names.given_names}`),
    }
  })
  for (let at = 0; at < rows.length; at += 500) await world.raw.insertInto('people').values(rows.slice(at, at + 500)).execute()
  await listLikelyPeople(world.as('paula'), soto)
  const times: number[] = []
  for (let n = 0; n < 20; n++) {
    const start = performance.now()
    await listLikelyPeople(world.as('paula'), { ...soto, given_names: given[n % 8]!, first_surname: surnames[n % 10]! })
    times.push(performance.now() - start)
  }
  const median = times.toSorted((a, b) => a - b)[10]!
  expect(median).toBeLessThan(50)
})
