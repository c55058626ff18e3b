import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { editPerson } from '#app/domain/people/commands.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { resumeImport, startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { answerProblem, mendRow, setColumns, setHeader, setKeeps, setSheet } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { forgetOld } from '#app/domain/sheet-imports/commands/forget.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { listReviewed, readProblems } from '#app/domain/sheet-imports/queries/review.server.ts'
import { findStop } from '#app/domain/sheet-imports/queries/stop.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { workNext } from '#app/jobs/work.server.ts'
import { applyAll, bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const HEAD = 'Nombre completo;Municipalidad;Cargo;Desde;Hasta;Correo;Tratamiento'

async function brought(world: World, ...rows: string[]) {
  const id = await bringSheet(world, `${[HEAD, ...rows].join('\n')}\n`)
  return { id, totals: (await countOutcomes(world.as('paula'), id)).totals, problems: (await readProblems(world.as('paula'), id)).problems }
}

const personNamed = async ({ raw }: World, first_surname: string) =>
  raw.selectFrom('people').selectAll().where('first_surname', '=', first_surname).orderBy('id').execute()

test('somebody who comes twice in a sheet is one person, with both posts and both mails', async () => {
  const world = await createWorld()
  const { id } = await brought(world,
    'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2020;05-12-2024;ana@castro.ejemplo.cl;',
    'ana zulueta;Castro;SECPLA;06-12-2024;;ana.zulueta@castro.ejemplo.cl;')
  await applyAll(world, id)
  const [person, ...others] = await personNamed(world, 'Zulueta')
  expect(others).toEqual([])
  expect(await world.raw.selectFrom('tenures').select('starts_on').where('person_id', '=', person!.id).orderBy('starts_on').execute()).toHaveLength(2)
  expect(await world.raw.selectFrom('contact_points').select(['value', 'visibility']).where('person_id', '=', person!.id).orderBy('value').execute())
    .toEqual([{ value: 'ana.zulueta@castro.ejemplo.cl', visibility: 'network' }, { value: 'ana@castro.ejemplo.cl', visibility: 'network' }])
  expect((await listActivity(world.as('paula'), 'person', person!.id)).map(({ action }) => action).toSorted()).toEqual(['contact_point.created', 'person.created', 'tenure.started', 'tenure.started'])
  expect(await listActivity(world.as('paula'), 'sheet_import', id)).toMatchObject([{ action: 'sheet.imported' }])
  expect(await findBrokenLink(world.as('paula'))).toBeNull()
})

test('a RUT, a mail or a telephone written wrong stops its row until somebody mends it, or takes everybody without it', async () => {
  const world = await createWorld()
  const sheet = 'Nombre completo;RUT;Correo;Teléfono\nAna Zulueta Vera;12.345.678-0;ana@ejemplo.cl;\nEva Zamora Gil;;eva@;22-x\nLuis Zapata Gil;12.345.678-5;;\n'
  const id = await bringSheet(world, sheet)
  const { problems, rowsOf } = await readProblems(world.as('paula'), id)
  expect(rowsOf).toEqual(new Map([['detail', 2]]))
  expect(problems.map(({ kind, field, rows }) => [kind, field, rows])).toEqual([['detail', 'rut', 1], ['detail', 'email', 1], ['detail', 'phone', 1]])
  await answerProblem(world.as('paula'), id, problems[0]!.key, { does: 'without' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 2, failed: 1 })
  await answerProblem(world.as('paula'), id, 'all:detail', { does: 'without' })
  const rows = await listReviewed(world.as('paula'), (await findImport(world.as('paula'), id))!, {})
  expect(rows.map(({ label, changes }) => [label, changes])).toEqual([
    ['Ana Zulueta Vera', ['Viene sin «RUT»']], ['Eva Zamora Gil', ['Viene sin «Correo»', 'Viene sin «Teléfono»']], ['Luis Zapata Gil', []],
  ])
  await applyAll(world, id)
  expect(await world.raw.selectFrom('people').select(['first_surname', 'rut']).where('first_surname', 'in', ['Zulueta', 'Zamora', 'Zapata']).orderBy('first_surname').execute())
    .toEqual([{ first_surname: 'Zamora', rut: null }, { first_surname: 'Zapata', rut: '12345678-5' }, { first_surname: 'Zulueta', rut: null }])
  expect(await world.raw.selectFrom('contact_points').select('value').where('value', 'like', '%ejemplo.cl').execute()).toEqual([{ value: 'ana@ejemplo.cl' }])
})

test('a name alone asks whether it is who is there already', async () => {
  const world = await createWorld()
  await applyAll(world, (await brought(world, 'José Zúñiga;Castro;Alcalde;06-12-2024;;;')).id)
  const { id, totals, problems } = await brought(world, 'José Zúñiga;Arica;Alcalde;06-12-2024;;;')
  expect(totals).toMatchObject({ failed: 1 })
  expect(problems).toMatchObject([{ kind: 'person', offers: [{ label: 'Es José Zúñiga, Alcalde/sa, Municipalidad de Castro' }, { value: 'new' }] }])
  await answerProblem(world.as('paula'), id, problems[0]!.key, { does: 'new' })
  await applyAll(world, id)
  expect(await personNamed(world, 'Zúñiga')).toHaveLength(2)
})

test('who may be somebody of a row before is that one when the answer says so, and again when the same file comes', async () => {
  const world = await createWorld()
  const { id, totals, problems } = await brought(world, 'José Zúñiga;Castro;Alcalde;06-12-2020;05-12-2024;;', 'José Zúñiga;Arica;Alcalde;06-12-2024;;;')
  expect(totals).toMatchObject({ created: 1, failed: 1 })
  const [same] = problems[0]!.offers
  expect(same).toEqual({ value: 'use:fila:2', label: 'Es José Zúñiga, Alcalde/sa, Municipalidad de Castro, de la fila 2' })
  await answerProblem(world.as('paula'), id, problems[0]!.key, { use: 'fila:2' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 2 })
  await applyAll(world, id)
  expect(await personNamed(world, 'Zúñiga')).toHaveLength(1)
  expect(await world.raw.selectFrom('tenures').select('starts_on').orderBy('starts_on').execute()).toEqual([{ starts_on: '2020-12-06' }, { starts_on: '2024-12-06' }])

  const again = await brought(world, 'José Zúñiga;Castro;Alcalde;06-12-2020;05-12-2024;;', 'José Zúñiga;Arica;Alcalde;06-12-2024;;;')
  expect(again.totals).toMatchObject({ same: 2 })
})

test('a post has one titular: the one before ends the day before, when that is the answer', async () => {
  const world = await createWorld()
  await applyAll(world, (await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2020;;;')).id)
  const { id, totals, problems } = await brought(world, 'Eva Zamora Gil;Castro;Alcaldesa;06-12-2024;;;', 'Luis Zapata Gil;Castro;Alcalde (S);01-01-2025;;;')
  expect(totals).toMatchObject({ failed: 1, created: 1 })
  expect(problems).toMatchObject([{ kind: 'clash', offers: [{ value: 'adjust' }, { value: 'create' }, { value: 'without' }] }])
  await answerProblem(world.as('paula'), id, problems[0]!.key, { does: 'adjust' })
  await applyAll(world, id)
  const tenures = await world.raw.selectFrom('tenures').innerJoin('people', 'people.id', 'person_id').select(['first_surname', 'kind', 'starts_on', 'ends_on']).orderBy('starts_on').execute()
  expect(tenures).toEqual([
    { first_surname: 'Zulueta', kind: 'titular', starts_on: '2020-12-06', ends_on: '2024-12-05' },
    { first_surname: 'Zamora', kind: 'titular', starts_on: '2024-12-06', ends_on: null },
    { first_surname: 'Zapata', kind: 'subrogante', starts_on: '2025-01-01', ends_on: null },
  ])
  expect(await undoImport(world.as('paula'), id)).toBe(0)
  expect(await world.raw.selectFrom('tenures').select(['starts_on', 'ends_on']).execute()).toEqual([{ starts_on: '2020-12-06', ends_on: null }])
})

test('what is there and differs is told before it is replaced, and one switch leaves it', async () => {
  const world = await createWorld()
  await applyAll(world, (await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;ana@castro.ejemplo.cl;Sra.')).id)
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;ana@castro.ejemplo.cl;Dra.')
  const asked = async () => (await listReviewed(world.as('paula'), (await findImport(world.as('paula'), id))!, {}))[0]
  expect(await asked()).toMatchObject({ outcome: 'updated', changes: ['Cambia tratamiento «Sra.» por «Dra.»'] })
  await setKeeps(world.as('paula'), id, true)
  expect(await asked()).toMatchObject({ outcome: 'same', changes: [] })
})

test('all that is written wrong in a row is told at once, its dates too', async () => {
  const world = await createWorld()
  const id = await bringSheet(world, 'Nombre;Municipio;Cargo;Desde;RUT;Teléfono\nPedro Lira Soto;Cerrillos;SECPLA;31-02-2024;9.999.999-K;12345\n')
  const { problems } = await readProblems(world.as('paula'), id)
  expect(problems.map(({ field }) => field).toSorted()).toEqual(['phone', 'rut', 'starts_on'])
})

test('rows are mended one by one, or left out', async () => {
  const world = await createWorld()
  const { id, totals } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;31-02-2024;;malo;', 'Sola;Castro;Alcaldesa;06-12-2024;;;')
  expect(totals).toMatchObject({ failed: 2 })
  await mendRow(world.as('paula'), id, 0, { fixed: { starts_on: '28-02-2024', email: 'ana@castro.ejemplo.cl' }, skipped: false })
  await mendRow(world.as('paula'), id, 1, { fixed: {}, skipped: true })
  await applyAll(world, id)
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ total: 2, totals: { created: 1, skipped: 1 } })
})

test('a row that is left out brings nobody for the rows below it', async () => {
  const world = await createWorld()
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;;', 'Ana Zulueta Vera;Arica;;;;ana@arica.ejemplo.cl;')
  await mendRow(world.as('paula'), id, 0, { fixed: {}, skipped: true })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 1, updated: 0, skipped: 1 })
  await applyAll(world, id)
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 1, skipped: 1, failed: 0 })
  expect(await personNamed(world, 'Zulueta')).toHaveLength(1)
  expect((await listReviewed(world.as('paula'), (await findImport(world.as('paula'), id))!, {})).map(({ label }) => label)).toEqual(['Ana Zulueta Vera', 'Ana Zulueta Vera'])
})

test('what was mended in its rows is not lost when the columns are chosen again, and is when another sheet is', async () => {
  const world = await createWorld()
  const ctx = world.as('paula')
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;31-02-2024;;;', 'Sola;Castro;Alcaldesa;06-12-2024;;;')
  await mendRow(ctx, id, 0, { fixed: { starts_on: '28-02-2024' }, skipped: false })
  await mendRow(ctx, id, 1, { fixed: {}, skipped: true })
  const { columns, days } = (await findImport(ctx, id))!.settings
  await setColumns(ctx, id, { columns: { ...columns, 6: null }, days })
  expect((await countOutcomes(ctx, id)).totals).toMatchObject({ created: 1, skipped: 1 })

  await setSheet(ctx, id, 0)
  await setHeader(ctx, id, 0)
  await setColumns(ctx, id, { columns: columns!, days })
  expect((await countOutcomes(ctx, id)).totals).toMatchObject({ failed: 2 })
  await expect(setSheet(ctx, id, 3)).rejects.toThrow(NotFound)
})

test('what somebody changed since, or holds on to, stays when an import is taken back, and is listed', async () => {
  const world = await createWorld()
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;ana@castro.ejemplo.cl;', 'Eva Zamora Gil;Arica;Alcaldesa;06-12-2024;;;')
  await applyAll(world, id)
  const [ana] = await personNamed(world, 'Zulueta')
  const person = (await findPerson(world.as('carolina'), ana!.id))!
  await editPerson(world.as('carolina'), person.id, {
    version: person.version, given_names: 'Ana María', first_surname: 'Zulueta', second_surname: 'Vera', treatment: null, source: person.source, legal_basis: 'professional_contact',
  })
  expect(await undoImport(world.as('paula'), id)).toBe(1)
  expect(await findImport(world.as('paula'), id)).toMatchObject({ state: 'undone', left_behind: ['Ana Zulueta Vera: persona'] })
  expect(await personNamed(world, 'Zulueta')).toMatchObject([{ given_names: 'Ana María' }])
  expect(await personNamed(world, 'Zamora')).toEqual([])
})

test('who was before does not come back while somebody holds on to the one who came after', async () => {
  const world = await createWorld()
  await applyAll(world, (await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2020;;;')).id)
  const { id, problems } = await brought(world, 'Eva Zamora Gil;Castro;Alcaldesa;06-12-2024;;;')
  await answerProblem(world.as('paula'), id, problems[0]!.key, { does: 'adjust' })
  await applyAll(world, id)
  await world.raw.updateTable('tenures').set({ source: 'Decreto 4.321' }).where('starts_on', '=', '2024-12-06').execute()
  expect(await undoImport(world.as('paula'), id)).toBe(3)
  expect((await findImport(world.as('paula'), id))?.left_behind.map((line) => line.replace(/^.*: /, '')).toSorted()).toEqual(['ejercicio del cargo', 'ejercicio del cargo', 'persona'])
  expect(await world.raw.selectFrom('tenures').select(['starts_on', 'ends_on']).orderBy('starts_on').execute())
    .toEqual([{ starts_on: '2020-12-06', ends_on: '2024-12-05' }, { starts_on: '2024-12-06', ends_on: null }])
})

test('what an account may not do any more, its import does not do either', async () => {
  const world = await createWorld()
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;;')
  await startImport(world.as('paula'), id)
  await world.raw.updateTable('users').set({ role: 'viewer' }).where('id', '=', 'paula').execute()
  while ((await workNext({ db: world.db, worker: 'prueba', now: () => world.clock.now })) === 'done') continue
  expect(await personNamed(world, 'Zulueta')).toEqual([])
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ done: 1, totals: { failed: 1 } })
})

test('each row is compared with the directory as it is when it is written, and one that cannot be loses nothing else', async () => {
  const world = await createWorld()
  const { id, totals } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;;', 'Eva Zamora Gil;Arica;Alcaldesa;06-12-2024;;;')
  expect(totals).toMatchObject({ created: 2 })
  const other = await brought(world, 'Luis Zapata Gil;Castro;Alcalde;01-01-2024;;;')
  await applyAll(world, other.id)
  await applyAll(world, id)
  const result = await countOutcomes(world.as('paula'), id)
  expect(result).toMatchObject({ total: 2, done: 2, totals: { created: 1, failed: 1 } })
  expect((await listReviewed(world.as('paula'), (await findImport(world.as('paula'), id))!, { outcome: 'failed' }))[0]?.reason).toMatch(/^Luis Zapata Gil es titular de «Alcalde\/sa»/)
})

test('an import that stopped is taken up where it was', async () => {
  const world = await createWorld()
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;;')
  await startImport(world.as('paula'), id)
  await world.raw.updateTable('jobs').set({ state: 'failed', last_error: 'Se intentó 8 veces.' }).where('kind', '=', 'sheet_import').execute()
  expect(await findStop(world.as('paula'), id)).toBe('Se intentó 8 veces.')
  await resumeImport(world.as('paula'), id)
  while ((await workNext({ db: world.db, worker: 'prueba', now: () => world.clock.now })) === 'done') continue
  expect(await findImport(world.as('paula'), id)).toMatchObject({ state: 'applied' })
  expect(await personNamed(world, 'Zulueta')).toHaveLength(1)
})

test('what a sheet said is forgotten when its import can be taken back no more', async () => {
  const world = await createWorld()
  const { id } = await brought(world, 'Ana Zulueta Vera;Castro;Alcaldesa;06-12-2024;;;')
  await applyAll(world, id)
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 86_400_000)
  await expect(undoImport(world.as('paula'), id)).rejects.toMatchObject({ name: 'Conflict' })
  await forgetOld(world.as('system'))
  expect(await world.raw.selectFrom('sheet_import_writes').select('seq').execute()).toEqual([])
  expect(await personNamed(world, 'Zulueta')).toHaveLength(1)
})
