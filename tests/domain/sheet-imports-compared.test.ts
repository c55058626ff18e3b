import { expect, test } from 'vitest'

import { answerProblem, clearAnswers, mendRow, setKeeps } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { compareWithKnown } from '#app/domain/sheet-imports/queries/compared.server.ts'
import { listReviewed, readProblems } from '#app/domain/sheet-imports/queries/review.server.ts'
import { loader as showing } from '#app/routes/imports/show.tsx'
import { action as answer } from '#app/routes/imports/task.ts'
import { applyAll, bringSheet, hashesOf } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const HEAD = 'Nombre completo;RUT;Municipalidad;Cargo;Desde;Correo;Tratamiento;Observaciones'
const JOSE = 'José Zúñiga;;Castro;Alcalde;06-12-2024;jose@castro.ejemplo.cl;Sr.;'

const bring = (world: World, ...rows: string[]) => bringSheet(world, `${[HEAD, ...rows].join('\n')}\n`)

async function compared(world: World, id: string) {
  const ctx = world.as('paula')
  const { problems: questions } = await readProblems(ctx, id)
  return { key: questions[0]!.key, comparison: (await compareWithKnown(ctx, (await findImport(ctx, id))!, questions))[questions[0]!.key]! }
}

const reviewed = async (world: World, id: string) => listReviewed(world.as('paula'), (await findImport(world.as('paula'), id))!, {})

test('who may be somebody of the directory is shown beside the row, fact by fact, with why, and what is told is what is written', async () => {
  const world = await createWorld()
  await applyAll(world, await bring(world, JOSE))
  const id = await bring(world, 'José Zúñiga Vera;12.345.678-5;Arica;Administrador Municipal;01-03-2025;jose.zuniga@arica.ejemplo.cl;Dr.;Llamar antes')
  const before = await hashesOf(world)
  const { key, comparison } = await compared(world, id)
  expect(comparison).toMatchObject({ line: 2, candidates: [{ name: 'José Zúñiga', reasons: ['mismo nombre, a uno le falta el segundo apellido'], replaces: true }] })
  expect(comparison.candidates[0]!.facts).toEqual([
    { label: 'Nombre', ours: 'José Zúñiga', theirs: 'José Zúñiga Vera', does: 'adds', becomes: 'José Zúñiga Vera' },
    { label: 'RUT', ours: '', theirs: '12.345.678-5', does: 'adds', becomes: '12.345.678-5' },
    { label: 'Tratamiento', ours: 'Sr.', theirs: 'Dr.', does: 'replaces', becomes: 'Dr.' },
    { label: 'Correo', ours: 'jose@castro.ejemplo.cl', theirs: 'jose.zuniga@arica.ejemplo.cl', does: 'adds', becomes: 'jose@castro.ejemplo.cl, jose.zuniga@arica.ejemplo.cl' },
    { label: 'Cargo', ours: 'Alcalde/sa, Municipalidad de Castro: Titular, desde el 06-12-2024', theirs: 'Administrador Municipal, Municipalidad de Arica: desde el 01-03-2025', does: 'adds', becomes: 'Asume: Titular, desde el 01-03-2025' },
    { label: 'Nota interna', ours: '', theirs: 'Llamar antes', does: 'adds', becomes: 'Llamar antes' },
  ])
  expect(await hashesOf(world)).toEqual(before)

  await answerProblem(world.as('paula'), id, key, { use: comparison.candidates[0]!.person_id! })
  await applyAll(world, id)
  expect(await world.raw.selectFrom('people').select(['given_names', 'first_surname', 'second_surname', 'rut', 'treatment']).where('first_surname', '=', 'Zúñiga').execute())
    .toEqual([{ given_names: 'José', first_surname: 'Zúñiga', second_surname: 'Vera', rut: '12345678-5', treatment: 'Dr.' }])
})

test('what would be asked next is said, and the rest is told all the same', async () => {
  const world = await createWorld()
  await applyAll(world, await bring(world, JOSE, 'Ana Soto Vera;;Arica;Alcaldesa;06-12-2024;;;'))
  const { comparison } = await compared(world, await bring(world, 'José Zúñiga;;Arica;Alcalde;06-01-2025;;Dr.;'))
  expect(comparison.candidates[0]!.facts).toMatchObject([
    { label: 'Nombre', does: 'stays' }, { label: 'Tratamiento', does: 'replaces', becomes: 'Dr.' }, { label: 'Correo', does: 'stays' },
    { label: 'Cargo', does: 'asks', becomes: 'Después se pregunta: el cargo ya tiene titular' },
  ])
})

test('whom another row of the file brings is compared too', async () => {
  const world = await createWorld()
  const { comparison } = await compared(world, await bring(world, JOSE, 'José Zúñiga;;Arica;Administrador Municipal;06-01-2025;;;'))
  expect(comparison).toMatchObject({ line: 3, candidates: [{ choice: 'use:fila:2', person_id: null, name: 'José Zúñiga', reasons: ['mismo nombre'], replaces: false }] })
  expect(comparison.candidates[0]!.facts).toContainEqual({ label: 'Correo', ours: 'jose@castro.ejemplo.cl', theirs: '', does: 'stays', becomes: 'jose@castro.ejemplo.cl' })
})

test('what is there stays in one row and is replaced in another, whatever the file does, until it is forgotten', async () => {
  const world = await createWorld()
  await applyAll(world, await bring(world, JOSE, 'Ana Soto Vera;;Arica;Alcaldesa;06-12-2024;;Sra.;'))
  const id = await bring(world, JOSE.replace('Sr.', 'Don'), 'Ana Soto Vera;;Arica;Alcaldesa;06-12-2024;;Doña;')
  const outcomes = async () => (await reviewed(world, id)).toSorted((a, b) => a.line - b.line).map(({ outcome }) => outcome)
  expect(await outcomes()).toEqual(['updated', 'updated'])
  await mendRow(world.as('paula'), id, 0, { fixed: {}, skipped: false, keeps: true })
  expect(await outcomes()).toEqual(['same', 'updated'])
  await setKeeps(world.as('paula'), id, true)
  expect(await outcomes()).toEqual(['same', 'same'])
  await mendRow(world.as('paula'), id, 1, { fixed: {}, skipped: false, keeps: false })
  expect(await outcomes()).toEqual(['same', 'updated'])
  await clearAnswers(world.as('paula'), id)
  expect(await outcomes()).toEqual(['same', 'same'])
})

test('the answer says of one row whose values stay, by a form without scripts', async () => {
  const world = await createWorld()
  await applyAll(world, await bring(world, JOSE))
  const id = await bring(world, 'José Zúñiga;;Arica;Administrador Municipal;01-03-2025;;Dr.;')
  const address = `/importar/${id}`
  const { key, comparison } = await compared(world, id)
  expect(await world.visit(showing, 'paula', address, { params: { id } })).toMatchObject({ review: { compared: { [key]: { line: 2 } } } })
  await world.visit(answer, 'paula', `${address}/respuesta`, { params: { id, tarea: 'respuesta' }, form: { key, choice: comparison.candidates[0]!.choice, line: '2', keeps: 'ours' } })
  expect(await reviewed(world, id)).toMatchObject([{ outcome: 'created', changes: ['Asume «Administrador/a municipal» el 01-03-2025'] }])
  await world.visit(answer, 'paula', `${address}/fila`, { params: { id, tarea: 'fila' }, form: { position: '0', keeps: 'file' } })
  expect(await reviewed(world, id)).toMatchObject([{ changes: ['Cambia tratamiento «Sr.» por «Dr.»', 'Asume «Administrador/a municipal» el 01-03-2025'] }])
})
