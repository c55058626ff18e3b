import { expect, test } from 'vitest'

import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { applyAll, bringSheet, hashOfAll } from '#tests/support/sheets.ts'
import { createWorld } from '#tests/support/world.ts'

const SHEET = `Nombre completo;Institución;Cargo;Desde;Correo;Celular;RUT
Ana María Soto Muñoz;Municipalidad de Cerrillos;Alcaldesa;06-12-2024;ana.soto@cerrillos.cl;+56 9 8123 4567;
"Pérez Soto, Juan";Ñuñoa;Director de Obras;01-03-2025;juan.perez@nunoa.cl;;12.345.678-5
Rosa de la Fuente Vera;13120;SECPLA;15/03/2023;rosa@nunoa.cl;912345678;
`

test('a sheet of people becomes people, posts and ways to reach them, and the same sheet again changes nothing', async () => {
  const world = await createWorld()
  const before = await hashOfAll(world)
  const id = await bringSheet(world, SHEET)
  expect((await countOutcomes(world.as('paula'), id)).totals).toEqual({ created: 3, updated: 0, same: 0, skipped: 0, failed: 0 })
  expect(await hashOfAll(world)).toBe(before)

  await applyAll(world, id)
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ total: 3, done: 3, totals: { created: 3 } })
  const { rows } = { rows: await world.raw.selectFrom('tenures').innerJoin('people', 'people.id', 'tenures.person_id').innerJoin('positions', 'positions.id', 'tenures.position_id')
    .select(['given_names', 'first_surname', 'second_surname', 'title', 'institution_id', 'starts_on', 'rut']).where('people.source', 'like', 'Planilla%').orderBy('starts_on').execute() }
  expect(rows).toMatchObject([
    { given_names: 'Rosa', first_surname: 'de la Fuente', second_surname: 'Vera', title: 'Director/a SECPLA', institution_id: 'muni-13120', starts_on: '2023-03-15' },
    { given_names: 'Ana María', first_surname: 'Soto', second_surname: 'Muñoz', title: 'Alcalde/sa', institution_id: 'muni-13102', starts_on: '2024-12-06' },
    { given_names: 'Juan', first_surname: 'Pérez', second_surname: 'Soto', institution_id: 'muni-13120', starts_on: '2025-03-01', rut: '12345678-5' },
  ])

  const after = await hashOfAll(world)
  const again = await bringSheet(world, SHEET)
  expect((await countOutcomes(world.as('paula'), again)).totals).toMatchObject({ same: 3, created: 0, updated: 0 })
  await applyAll(world, again)
  expect(await hashOfAll(world)).toBe(after)

  expect(await undoImport(world.as('paula'), again)).toBe(0)
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await hashOfAll(world)).toBe(before)
  expect(await findImport(world.as('paula'), id)).toMatchObject({ state: 'undone', left_behind: [] })
})

test('what is not known is asked once for all its rows', async () => {
  const world = await createWorld()
  const id = await bringSheet(world, `Nombre;Municipio;Cargo;Desde\nAna Soto Vera;La Muni;Encargada de Sueños;01-01-2025\nLuis Rojas Paz;la muni;Alcalde;01-01-2025\nEva Díaz Gil;La Muni;;\n`)
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ failed: 3 })
  await answerProblem(world.as('paula'), id, 'institution:la muni', { use: 'muni-13120' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ failed: 1, created: 2 })
  await answerProblem(world.as('paula'), id, 'all:position', { does: 'create' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ failed: 0, created: 3 })
  await applyAll(world, id)
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ done: 3, totals: { created: 3 } })
})
