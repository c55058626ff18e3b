import { expect, test } from 'vitest'

import { readSheets } from '#app/lib/sheets/reader.server.ts'
import { action as send, loader as sending } from '#app/routes/imports/index.tsx'
import { action as decide, loader as showing } from '#app/routes/imports/show.tsx'
import { action as act, loader as taking } from '#app/routes/imports/task.ts'
import { workNext } from '#app/jobs/work.server.ts'
import { multipart, upload } from '#tests/support/uploads.ts'
import { packed, xlsxOf, xlsxParts } from '#tests/support/xlsx.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type File = { name: string; bytes: Uint8Array | string }

async function sent(world: World, file: File, kind = 'people') {
  const answer = await send({ request: await upload(world, 'paula', '/importar', multipart({ kind }, file)), params: {}, context: { nonce: 'test' } })
  return answer instanceof Response ? answer.headers.get('Location')! : answer
}

const SHEET = 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\nLuis Rojas Paz;Atlántida;Alcalde;06-12-2024\n'

async function toReview(world: World, text = SHEET) {
  const address = String(await sent(world, { name: 'lista.csv', bytes: text }))
  const params = { id: address.split('/').at(-1)! }
  await world.visit(decide, 'paula', address, { params, form: { header: '0' } })
  await world.visit(decide, 'paula', address, { params, form: { c0: 'full_name', c1: 'institution', c2: 'position', c3: 'starts_on', d3: 'dmy' } })
  return { address, params }
}

test('a sheet goes from the upload to its result by addresses that can be taken up again', async () => {
  const world = await createWorld()
  const address = String(await sent(world, { name: 'lista.csv', bytes: SHEET }))
  const params = { id: address.split('/').at(-1)! }
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ step: 'encabezado', header: 0, total: 2 })
  await world.visit(decide, 'paula', address, { params, form: { header: '0' } })
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ step: 'columnas', columns: [{ field: 'full_name' }, { field: 'institution' }, { field: 'position' }, { field: 'starts_on', order: 'ambiguous' }] })

  const asked = await world.visit(decide, 'paula', address, { params, form: { c0: 'full_name', c1: 'institution', c2: 'position', c3: 'starts_on' } })
  expect(asked).toMatchObject({ init: { status: 400 }, data: { errors: { d3: ['Diga cómo están escritas las fechas de «Desde».'] } } })
  await world.visit(decide, 'paula', address, { params, form: { c0: 'full_name', c1: 'institution', c2: 'position', c3: 'starts_on', d3: 'dmy' } })
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({
    step: 'revision',
    review: { total: 2, totals: { created: 1, failed: 1 }, rows: [{ label: 'Luis Rojas Paz', outcome: 'failed', line: 3 }, { label: 'Ana Soto Vera', outcome: 'created' }] },
  })

  const task = (tarea: string, form: Record<string, string> = {}) => world.visit(act, 'paula', `${address}/${tarea}`, { params: { ...params, tarea }, form })
  await task('fila', { position: '1', f_full_name: 'Luis Rojas Paz', f_institution: 'Ñuñoa', f_position: 'Alcalde', f_starts_on: '06-12-2024' })
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ review: { totals: { created: 2, failed: 0 } } })
  await task('aplicacion')
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ step: 'resultado', result: { state: 'running', done: 0, total: 2 } })
  while ((await workNext({ db: world.db, worker: 'prueba', now: () => world.clock.now })) === 'done') continue
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ result: { state: 'applied', totals: { created: 2 } } })
  expect(await world.visit(sending, 'paula', '/importar')).toMatchObject({ imports: [{ name: 'lista.csv', state: 'Importada' }] })
  await task('deshacer')
  expect(await world.visit(showing, 'paula', address, { params })).toMatchObject({ result: { state: 'undone' } })
})

test('what does not go in comes back as a sheet with its reason', async () => {
  const world = await createWorld()
  const { address, params } = await toReview(world)
  const file = await world.visit(taking, 'paula', `${address}/corregir.xlsx`, { params: { ...params, tarea: 'corregir.xlsx' } })
  const { sheets } = await readSheets(new Uint8Array(await file.arrayBuffer()), { name: 'por-corregir.xlsx' })
  expect(sheets[0]?.rows).toEqual([
    ['Motivo', 'Fila del archivo', 'Nombre completo', 'Institución', 'Cargo', 'Desde'],
    ['No se encuentra la institución «Atlántida».', 3, 'Luis Rojas Paz', 'Atlántida', 'Alcalde', '06-12-2024'],
  ])
  const template = await world.visit(taking, 'paula', '/importar/plantilla/members.xlsx', { params: { id: 'plantilla', tarea: 'members.xlsx' } })
  expect((await readSheets(new Uint8Array(await template.arrayBuffer()), { name: 'plantilla.xlsx' })).sheets[0]?.rows[0]).toEqual(['Institución', 'Comuna', 'CUT', 'Miembro desde'])
})

test('an import is of whoever began it', async () => {
  const world = await createWorld()
  const { address, params } = await toReview(world)
  await expect(world.visit(showing, 'alma', address, { params })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(act, 'alma', `${address}/aplicacion`, { params: { ...params, tarea: 'aplicacion' }, form: {} })).rejects.toMatchObject({ init: { status: 404 } })
})

const bomb = () => packed({ ...xlsxParts([{ name: 'Hoja', rows: [['a']] }]), 'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024) })

const hostile: [what: string, file: () => File][] = [
  ['a bomb of zeros', () => ({ name: 'bomba.xlsx', bytes: bomb() })],
  ['a file of NUL', () => ({ name: 'nulos.csv', bytes: new Uint8Array(200_000) })],
  ['another file that says it is a book', () => ({ name: 'libro.xlsx', bytes: '%PDF-1.4 nada' })],
  ['a million columns', () => ({ name: 'ancho.csv', bytes: `${'a;'.repeat(1_000_000)}\n` })],
  ['eleven megabytes', () => ({ name: 'grande.csv', bytes: new Uint8Array(11 * 1024 * 1024).fill(65) })],
  ['a book without rows', () => ({ name: 'vacio.xlsx', bytes: xlsxOf([{ name: 'Hoja', rows: [] }]) })],
]

test.each(hostile)('%s comes back as a sentence by the file, and nothing is kept', { timeout: 20_000 }, async (_, file) => {
  const world = await createWorld()
  const began = performance.now()
  const answer = await sent(world, file())
  expect(answer).toMatchObject({ init: { status: 400 }, data: { errors: { file: [expect.stringMatching(/^[A-ZÁÉÍÓÚÑ«].{8,}\.$/)] } } })
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(await world.raw.selectFrom('sheet_imports').select('id').execute()).toEqual([])
  expect(await world.raw.selectFrom('sheet_import_sheets').select('name').execute()).toEqual([])
})
