import { expect, test } from 'vitest'

import { beginHandover, mendLine } from '#app/domain/handovers/commands/draft.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover, listLines } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { holderOn, listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { readTenureKind } from '#app/domain/tenures/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { loader as page } from '#app/routes/handovers/show.tsx'
import { action as begins } from '#app/routes/handovers/index.tsx'
import { tableHashes } from '#tests/support/hashes.ts'
import { inOffice } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const CERRILLOS = 'muni-13102:mayor'
const CASTRO = 'muni-10201:mayor'

const facts = { operation_id: undefined, name: 'Alcaldías 2028', post_kind: 'mayor', starts_on: '2028-12-06', source: null }

async function begin(ctx: Context, list: string, more: Partial<typeof facts> = {}) {
  const begun = await beginHandover(ctx, { ...facts, ...more, list })
  if (begun.errors) throw new Error(JSON.stringify(begun.errors))
  return begun
}

const preview = async (ctx: Context, id: string) => previewHandover(ctx, (await findHandover(ctx, id))!)
const apply = async (ctx: Context, id: string) => applyHandover(ctx, id, (await findHandover(ctx, id))!.version)
const written = async (ctx: Context, list: string) => (await listLines(ctx, (await begin(ctx, list)).id)).map((line) => line.written)

const said = { institution_id: null, person: null, given_names: null, first_surname: null, second_surname: null, starts_on: null, kind: undefined, source: null, skipped: false }

test('with a row of titles the columns come in any order, and blank kinds are of a titular', async () => {
  const { as } = await createWorld()
  const paula = as('paula')
  const list = [
    'Alcaldías electas\t\t\t\t\t\t',
    'Región\tFuente\tCalidad\tComuna\tAlcalde electo\tFecha de asunción\tPartido',
    'RM\tSentencia 12-2028\t\tCerrillos\tAna María Soto Muñoz\t06-12-2028\tInventado',
    'Los Lagos\t\tAlcalde (S)\tCastro\tRivera Paz, Luis\t\tInventado',
  ].join('\n')
  const { id, unread } = await begin(paula, list)
  expect(unread).toBe('No se guardó «Partido»: la afiliación política es un dato sensible y el directorio no la lleva.')
  expect((await listLines(paula, id)).map((line) => line.written)).toEqual([
    { institution: 'Cerrillos', person: 'Ana María Soto Muñoz', day: '2028-12-06', unread: null, source: 'Sentencia 12-2028' },
    { institution: 'Castro', person: 'Rivera Paz, Luis', day: null, unread: null, kind: 'subrogante' },
  ])
  expect((await preview(paula, id)).map(({ kind, source, starts_on }) => [kind, source, starts_on])).toEqual([
    ['titular', 'Sentencia 12-2028', '2028-12-06'], ['subrogante', null, '2028-12-06'],
  ])
})

test('without titles, institution and name come first and what follows is known by what it holds', async () => {
  const { as } = await createWorld()
  const paula = as('paula')
  const line = { institution: 'Cerrillos', person: 'Ana Soto Muñoz', day: null, unread: null }
  expect(await written(paula, 'Cerrillos; Ana Soto Muñoz')).toEqual([line])
  expect(await written(paula, 'Cerrillos; Ana Soto Muñoz; subrogante; 06-12-2028; Decreto 5')).toEqual([{ ...line, day: '2028-12-06', kind: 'subrogante', source: 'Decreto 5' }])
  expect(await written(paula, 'Cerrillos; Ana Soto Muñoz; 06-12-2028; ; Decreto 5')).toEqual([{ ...line, day: '2028-12-06', source: 'Decreto 5' }])
  expect(await written(paula, 'Cerrillos; Ana Soto Muñoz (S)')).toEqual([{ ...line, kind: 'subrogante' }])
  expect(await written(paula, 'Cerrillos; Ana Soto Muñoz; pronto; a contrata')).toEqual([{ ...line, unread: 'pronto', unread_kind: 'a contrata' }])
  expect(await written(paula, 'Municipalidad de Cerrillos; Ana Soto Muñoz\nMunicipalidad de Castro; Luis Paz Vera')).toHaveLength(2)
})

test('names in several columns are one name, and columns that nothing is taken from are said', async () => {
  const { as } = await createWorld()
  const paula = as('paula')
  const { id, unread } = await begin(paula, 'CUT;Votos;Nombres;Apellido paterno;Apellido materno\n13102;4.210;Ana María;de la Fuente;Soto')
  expect(unread).toBe('No se leyó «Votos».')
  expect(await preview(paula, id)).toMatchObject([{ institution: { id: 'muni-13102' }, names: { given_names: 'Ana María', first_surname: 'de la Fuente', second_surname: 'Soto' }, problems: [] }])
})

test('a kind is read as people write it', () => {
  const known = { 'Titular': 'titular', 'subrogante': 'subrogante', '(S)': 'subrogante', 'Alcaldesa subrogante': 'subrogante', 'Interina': 'interino', 'SUPLENTE': 'suplente' }
  for (const [text, kind] of Object.entries(known)) expect(readTenureKind(text), text).toBe(kind)
  for (const text of ['', 'a contrata', 'honorarios', 'sub']) expect(readTenureKind(text), text).toBeUndefined()
})

test('whoever subrogates leaves the titular in place and takes over from whoever subrogated; an interim ends both; all of it is taken back', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  for (const post of [CERRILLOS, CASTRO]) await inOffice(world, post, ['Rosa', post === CASTRO ? 'Pinto' : 'Lagos', 'Vera'])
  await world.raw.updateTable('tenures').set({ kind: 'titular' }).execute()
  const first = await begin(paula, 'Cerrillos; Luis Mena Paz; subrogante', { starts_on: '2026-11-20' })
  await apply(paula, first.id)
  const before = await tableHashes(world, /^(handover.*|operations)$/)

  const { id } = await begin(paula, 'Cerrillos; Ana Soto Muñoz; suplente; ; Decreto 5\nCastro; Pedro Lira Paz; interino')
  const [cerrillos, castro] = await preview(paula, id)
  expect([cerrillos!.ending.map(nameOf), cerrillos!.notes, castro!.ending.map(nameOf), castro!.notes]).toEqual([['Luis Mena Paz'], ['Rosa Lagos Vera sigue como titular.'], ['Rosa Pinto Vera'], []])
  await apply(paula, id)
  const periods = async (post: string) => (await listTenuresOf(paula, post)).map(({ first_surname, kind, ends_on, end_reason, source }) => [first_surname, kind, ends_on, end_reason, source])
  expect(await periods(CERRILLOS)).toEqual([
    ['Soto', 'suplente', null, null, 'Decreto 5'],
    ['Mena', 'subrogante', '2028-12-05', 'Término de la subrogancia', 'Traspaso de mando «Alcaldías 2028»'],
    ['Lagos', 'titular', null, null, null],
  ])
  expect((await periods(CASTRO)).map(([name, kind, ends_on]) => [name, kind, ends_on])).toEqual([['Lira', 'interino', null], ['Pinto', 'titular', '2028-12-05']])
  expect((await holderOn(paula, CERRILLOS, '2028-12-06'))!.first_surname).toBe('Soto')

  expect(await undoHandover(paula, id)).toBe(0)
  expect(await tableHashes(world, /^(handover.*|operations)$/)).toEqual(before)
})

test('each line says what is odd in it, keeps what was typed, and is mended with one answer', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const lagos = await inOffice(world, CERRILLOS, ['Rosa', 'Lagos', 'Vera'])
  expect(lagos).toBeDefined()
  const list = ['Cerrillos; Rosa Lagos Vera', 'Castro; Ana Soto Muñoz;; a contrata', 'Ñuñoa; Luis Paz Rojas; 06-12-2082', 'Macondo; Eva Gil Mora', 'Ñuñoa; Otra Persona Más; suplente'].join('\n')
  const { id } = await begin(paula, list)
  const lines = await preview(paula, id)
  expect(lines.map(({ outcome, problems, notes }) => [outcome, problems.map(({ text }) => text), notes])).toEqual([
    ['continues', [], ['Ya ocupa el cargo: no cambia nada.']],
    ['failed', ['«a contrata» no es titular, subrogante, interino ni suplente: elija la calidad.'], []],
    ['failed', ['Asume el 06-12-2082, lejos del 06-12-2028 de la lista: confirme la fecha o corríjala.', 'La línea 5 habla del mismo cargo: omita una de las dos.'], []],
    ['failed', ['«Macondo» no está en el directorio: elija la institución.'], []],
    ['failed', ['La línea 3 habla del mismo cargo: omita una de las dos.'], []],
  ])
  const shown = await world.visit(page, 'paula', `/traspasos/${id}?linea=2`, { params: { id } })
  expect(shown).toMatchObject({ draft: { open: { kind: '', written: 'Castro · Ana Soto Muñoz · a contrata' } } })

  await mendLine(paula, id, { ...said, position: 2, kind: 'interino' })
  await mendLine(paula, id, { ...said, position: 3, starts_on: '2082-12-06' })
  await mendLine(paula, id, { ...said, position: 4, institution_id: 'muni-13120', skipped: true })
  await mendLine(paula, id, { ...said, position: 5, skipped: true })
  expect((await preview(paula, id)).map(({ outcome, kind }) => [outcome, kind])).toEqual([['continues', 'titular'], ['starts', 'interino'], ['starts', 'titular'], ['skipped', 'titular'], ['skipped', 'suplente']])
})

test('nobody covers their own absence, and a day that has passed is said', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  await inOffice(world, CERRILLOS, ['Rosa', 'Lagos', 'Vera'])
  const { id } = await begin(paula, 'Cerrillos; Rosa Lagos Vera; subrogante\nCastro; Ana Soto Muñoz', { starts_on: '2026-11-02' })
  expect((await preview(paula, id)).map(({ problems, notes }) => [problems.map(({ text }) => text), notes])).toEqual([
    [['Rosa Lagos Vera ya es titular del cargo: nadie se reemplaza a sí mismo.'], ['Esa fecha ya pasó: queda registrado desde ese día.', 'Rosa Lagos Vera sigue como titular.']],
    [[], ['Esa fecha ya pasó: queda registrado desde ese día.']],
  ])
})

test('a year that was mistyped is refused by its field, and the list stays in the form', async () => {
  const world = await createWorld()
  const list = 'Cerrillos; Ana Soto Muñoz; ; subrogante'
  const answer = await world.visit(begins, 'paula', '/traspasos', { form: { ...facts, operation_id: '', source: '', starts_on: '2082-12-06', list } })
  expect(answer).toMatchObject({ init: { status: 400 }, data: { errors: { starts_on: ['El 06-12-2082 está a más de cinco años: revise el año.'] }, values: { list } } })
})
