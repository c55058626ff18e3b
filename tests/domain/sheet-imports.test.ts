import { expect, test } from 'vitest'

import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { readProblems } from '#app/domain/sheet-imports/queries/review.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { applyAll, bringSheet, hashesOf } from '#tests/support/sheets.ts'
import { createWorld } from '#tests/support/world.ts'

const SHEET = `Nombre completo;Institución;Cargo;Desde;Correo;Celular;RUT
Ana María Soto Muñoz;Municipalidad de Cerrillos;Alcaldesa;06-12-2024;ana.soto@cerrillos.cl;+56 9 8123 4567;
"Pérez Soto, Juan";Ñuñoa;Director de Obras;01-03-2025;juan.perez@nunoa.cl;;12.345.678-5
Rosa de la Fuente Vera;13120;SECPLA;15/03/2023;rosa@nunoa.cl;912345678;
`

test('a sheet of people becomes people, posts and ways to reach them, and the same sheet again changes nothing', async () => {
  const world = await createWorld()
  const before = await hashesOf(world)
  const id = await bringSheet(world, SHEET)
  expect((await countOutcomes(world.as('paula'), id)).totals).toEqual({ created: 3, updated: 0, same: 0, skipped: 0, failed: 0 })
  expect(await hashesOf(world)).toEqual(before)

  await applyAll(world, id)
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ total: 3, done: 3, totals: { created: 3 } })
  const { rows } = { rows: await world.raw.selectFrom('tenures').innerJoin('people', 'people.id', 'tenures.person_id').innerJoin('positions', 'positions.id', 'tenures.position_id')
    .select(['given_names', 'first_surname', 'second_surname', 'title', 'institution_id', 'starts_on', 'rut']).where('people.source', 'like', 'Planilla%').orderBy('starts_on').execute() }
  expect(rows).toMatchObject([
    { given_names: 'Rosa', first_surname: 'de la Fuente', second_surname: 'Vera', title: 'Director/a SECPLA', institution_id: 'muni-13120', starts_on: '2023-03-15' },
    { given_names: 'Ana María', first_surname: 'Soto', second_surname: 'Muñoz', title: 'Alcalde/sa', institution_id: 'muni-13102', starts_on: '2024-12-06' },
    { given_names: 'Juan', first_surname: 'Pérez', second_surname: 'Soto', institution_id: 'muni-13120', starts_on: '2025-03-01', rut: '12345678-5' },
  ])

  const after = await hashesOf(world)
  const again = await bringSheet(world, SHEET)
  expect((await countOutcomes(world.as('paula'), again)).totals).toMatchObject({ same: 3, created: 0, updated: 0 })
  await applyAll(world, again)
  expect(await hashesOf(world)).toEqual(after)

  expect(await undoImport(world.as('paula'), again)).toBe(0)
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await hashesOf(world)).toEqual(before)
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

test('people whose date is missing are asked for together, and not as if all had the post of the first', async () => {
  const world = await createWorld()
  const id = await bringSheet(world, 'Nombre;Municipio;Cargo;Desde\nAna Soto Vera;Cerrillos;Alcaldesa;\nLuis Rojas Paz;Ñuñoa;SECPLA;\n')
  const [asked] = (await readProblems(world.as('paula'), id)).problems
  expect(asked).toMatchObject({ kind: 'start', rows: 2, text: 'Falta desde cuándo ocupa su cargo cada una de estas personas.' })
  const alone = await bringSheet(world, 'Nombre;Municipio;Cargo;Desde\nAna Soto Vera;Cerrillos;Alcaldesa;\n')
  expect((await readProblems(world.as('paula'), alone)).problems).toMatchObject([{ text: 'Falta desde cuándo ocupa el cargo «Alcaldesa».' }])
})

test('members of the network come by CUT or commune with their date, and go back to what they were', async () => {
  const world = await createWorld()
  const before = await hashesOf(world)
  const id = await bringSheet(world, 'CUT;Comuna;Fecha de ingreso\n05101;Valparaíso;01-03-2026\n;Arica;02/04/2026\n13120;Ñuñoa;01-03-2025\n;Atlántida;01-01-2026\n', { kind: 'members' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ updated: 2, same: 1, failed: 1 })
  await applyAll(world, id)
  expect(await world.raw.selectFrom('institutions').select(['id', 'network_status', 'member_since_on']).where('id', 'in', ['muni-05101', 'muni-15101']).orderBy('id').execute()).toEqual([
    { id: 'muni-05101', network_status: 'member', member_since_on: '2026-03-01' },
    { id: 'muni-15101', network_status: 'member', member_since_on: '2026-04-02' },
  ])
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await hashesOf(world)).toEqual(before)
})

test('positions are made where they are missing, and told apart from those that are there', async () => {
  const world = await createWorld()
  const before = await hashesOf(world)
  const sheet = 'Municipalidad;Cargo;Unidad\nCastro;Alcalde;\nCastro;Encargada de Medio Ambiente;DIMAO\nMunicipalidad de Castro;Encargada de Medio Ambiente;DIMAO\n'
  const id = await bringSheet(world, sheet, { kind: 'positions' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ same: 2, created: 1 })
  await applyAll(world, id)
  expect((await countOutcomes(world.as('paula'), await bringSheet(world, sheet, { kind: 'positions' }))).totals).toMatchObject({ same: 3 })
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await hashesOf(world)).toEqual(before)
})

test('past meetings are written as held with the institutions that were there, and the same sheet again changes nothing', async () => {
  const world = await createWorld()
  const sheet = 'Fecha;Hora;Título;Tipo;Instituciones;Lugar\n10-03-2026;9:30;Mesa de suelo;Mesa técnica;Castro; Sala 3\n17/04/2026;;Visita a Ñuñoa;Visita a terreno;Ñuñoa;\n17/04/2026;;Visita a Ñuñoa;;Cerrillos;\n30-12-2026;10:00;Por venir;;Castro;\n'
  const id = await bringSheet(world, sheet, { kind: 'meetings' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 2, updated: 1, failed: 1 })
  await applyAll(world, id)
  const held = await world.raw.selectFrom('meetings').innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .select(['title', 'kind', 'state', 'start_local', 'from_on', 'institution_id']).orderBy('title').orderBy('institution_id').execute()
  expect(held).toMatchObject([
    { title: 'Mesa de suelo', kind: 'working_group', state: 'held', start_local: '2026-03-10T09:30', institution_id: 'muni-10201' },
    { title: 'Visita a Ñuñoa', kind: 'site_visit', from_on: '2026-04-17', institution_id: 'muni-13102' },
    { title: 'Visita a Ñuñoa', institution_id: 'muni-13120' },
  ])
  const again = await bringSheet(world, sheet, { kind: 'meetings' })
  expect((await countOutcomes(world.as('paula'), again)).totals).toMatchObject({ same: 3, failed: 1 })
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await world.raw.selectFrom('meetings').select('id').execute()).toEqual([])
})
