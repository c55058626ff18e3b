import { expect, test } from 'vitest'

import { readInstitutionNames } from '#app/domain/institutions/queries/match.server.ts'
import { splitName } from '#app/domain/people/rules.ts'
import { countQueries } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

test.each([
  ['Ana María Soto Muñoz', 'Ana María | Soto | Muñoz', true],
  ['Soto Muñoz, Ana María', 'Ana María | Soto | Muñoz', true],
  ['  Rosa   Sanhueza\tVera ', 'Rosa | Sanhueza | Vera', true],
  ['Ana Soto', 'Ana | Soto |', true],
  ['Ana María Soto', 'Ana María | Soto |', false],
  ['Pedro de la Fuente Rojas', 'Pedro | de la Fuente | Rojas', true],
  ['De la Fuente del Río, María José', 'María José | De la Fuente | del Río', true],
  ['SANHUEZA DE LA VEGA, ROSA ELENA', 'Rosa Elena | Sanhueza | de la Vega', true],
  ['Sra. Rosa Sanhueza Vera', 'Rosa | Sanhueza | Vera', true],
  ['María José del Carmen Soto Muñoz', 'María José del Carmen | Soto | Muñoz', false],
  ['Ana', 'Ana | |', false],
  ['', ' | |', false],
])('«%s» is read as %s', (text, parts, sure) => {
  const { given_names, first_surname, second_surname, ...split } = splitName(text)
  expect([`${given_names} | ${first_surname} | ${second_surname ?? ''}`.replace(/ +/g, ' ').trim(), split.sure]).toEqual([parts.trim(), sure])
})

test.each([
  'Cerrillos', 'CERRILLOS', 'Municipalidad de Cerrillos', 'I. Municipalidad de Cerrillos', 'Ilustre Municipalidad de cerrillos', 'muni cerrillos', '13102',
])('«%s» is the municipality of Cerrillos', async (text) => {
  const match = await readInstitutionNames((await createWorld()).as('paula'))
  expect(match(text)).toEqual({ id: 'muni-13102', name: 'Municipalidad de Cerrillos' })
})

test('a text that several are called by, or none, is not guessed, and all texts take one query', async () => {
  const world = await createWorld()
  await world.raw.updateTable('institutions').set({ aliases: 'Los de siempre' }).where('id', 'in', ['amuch', 'deficit-cero']).execute()
  await world.raw.updateTable('institutions').set({ rut: '69254100-4' }).where('id', '=', 'muni-13120').execute()

  const queries = await countQueries(world, async () => {
    const match = await readInstitutionNames(world.as('paula'))
    expect(match('los de SIEMPRE')).toMatchObject({ candidates: [{ id: 'amuch' }, { id: 'deficit-cero' }] })
    expect([match('Atlantis'), match(''), match('Municipalidad de')]).toEqual([undefined, undefined, undefined])
    expect([match('69.254.100-4'), match('nunoa')]).toMatchObject([{ id: 'muni-13120' }, { id: 'muni-13120' }])
  })
  expect(queries).toBe(1)
})

test('a leader matches their own institution alone', async () => {
  const match = await readInstitutionNames((await createWorld()).as('rosa'))
  expect([match('Cerrillos'), match('Castro')]).toMatchObject([{ id: 'muni-13102' }, undefined])
})
