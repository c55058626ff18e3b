import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { exportLists } from '#app/domain/exports/terms.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { safeText } from '#app/lib/spreadsheet.server.ts'
import { loader as calendarFile } from '#app/routes/calendar/download.ts'
import { loader as meetingFile } from '#app/routes/calendar/meeting.ts'
import { loader as file } from '#app/routes/exports/file.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeFeed, textAt } from '#tests/support/feeds.ts'
import { hours, inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const take = ({ visit }: World, who: Name, path: string, method?: string) =>
  visit(file, who, `/exportar/${path}`, { params: { file: path.split('?')[0]! }, ...(method ? { method } : {}) })

/** The rows of both sheets of a spreadsheet that somebody downloads. */
async function download(world: World, who: Name, path: string) {
  const answer = await take(world, who, path)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { answer, bytes, rows: await readSheet(bytes, 1), about: await readSheet(bytes, 2) }
}

const noon = (day: string) => new Date(`${day}T00:00:00.000Z`)

test('commitments leave as real dates and plain text, ordered by due day, with a sheet that says what the file is', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: '=HYPERLINK("http://mal.cl","Ver")', due_on: '2026-12-18' })
  await makeCommitment(world, { text: 'Pagar el estudio ñandú', due_rule: 'none', due_on: null })
  await makeCommitment(world, { due_on: '2026-11-20' })
  const { answer, rows, about } = await download(world, 'elena', 'compromisos.xlsx?vista=todos&institucion=muni-13102')

  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': 'attachment; filename="hilvan-compromisos-2026-11-24.xlsx"',
    'cache-control': 'no-store',
  })
  const [heads, ...lines] = rows
  const column = (name: string) => lines.map((line) => line[heads!.indexOf(name)])
  expect(column('Compromiso')).toEqual(['Enviar los informes previos de tres predios', `'=HYPERLINK("http://mal.cl","Ver")`, 'Pagar el estudio ñandú'])
  expect(column('Vence')).toEqual([noon('2026-11-20'), noon('2026-12-18'), null])
  expect(column('Días de atraso')).toEqual([4, null, null])
  expect(column('Debe')).toEqual(Array(3).fill('Municipalidad de Cerrillos'))
  expect(Object.fromEntries(about)).toMatchObject({
    'Filtro': 'Institución: Municipalidad de Cerrillos', 'Filas': '3', 'Hecho por': 'Elena Muñoz Tapia (Ejecutiva)',
    'Hecho para': 'elena@ejemplo.cl', 'Hecho el': '24-11-2026 10:00, hora de Santiago',
  })
})

test('an export is an event of whoever made it; asking for its headers is not', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  const head = await take(world, 'elena', 'compromisos.xlsx', 'HEAD')
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(await listActivity(world.as('alma'), 'user', 'elena')).toEqual([])

  await take(world, 'elena', 'compromisos.xlsx?estado=vencido')
  expect(await listActivity(world.as('alma'), 'user', 'elena')).toMatchObject([
    { action: 'data.exported', sentence: 'exportó compromisos en Excel (0 filas): Estado: Vencido' },
  ])
})

test('the matrix leaves as it is seen, with its pairs on a sheet of their own, and says of whom and when it is', async () => {
  const world = await createWorld()
  await makeCommitment(world, { due_on: '2026-11-20' })
  await makeCommitment(world, { beneficiary_ids: ['serviu-13', 'muni-10201'] })
  await makeCommitment(world, { debtor_id: 'red-municipios', beneficiary_ids: ['muni-10201'] })
  const answer = await take(world, 'elena', 'matriz.xlsx?region=13')
  const bytes = Buffer.from(await answer.arrayBuffer())

  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="hilvan-matriz-2026-11-24.xlsx"')
  expect(await readSheet(bytes, 'Matriz')).toEqual([
    ['Debe', 'SERVIU Metropolitano', 'Municipalidad de Castro', 'Vencidos', 'Abiertos'],
    ['Municipalidad de Cerrillos', 2, 1, 1, 2],
    ['Total', 2, 1, 1, 2],
  ])
  expect((await readSheet(bytes, 'Pares')).toSorted()).toEqual([
    ['Debe', 'Recibe', 'Vencidos', 'Abiertos'],
    ['Municipalidad de Cerrillos', 'Municipalidad de Castro', 0, 1],
    ['Municipalidad de Cerrillos', 'SERVIU Metropolitano', 1, 2],
  ])
  expect(Object.fromEntries(await readSheet(bytes, 'Sobre este archivo'))).toMatchObject({
    'Filtro': 'Quién debe qué a quién: abiertos. Región: Metropolitana', 'Hecho por': 'Elena Muñoz Tapia (Ejecutiva)', 'Hecho el': '24-11-2026 10:00, hora de Santiago',
  })
  expect(await listActivity(world.as('alma'), 'user', 'elena')).toMatchObject([{ action: 'data.exported', sentence: 'exportó matriz en Excel (2 filas): Quién debe qué a quién: abiertos. Región: Metropolitana' }])
  await expect(take(world, 'rosa', 'matriz.xlsx')).rejects.toMatchObject({ init: { status: 404 } })
})

test('the list behind a cell leaves with the pair in words', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  const { rows, about } = await download(world, 'elena', 'compromisos.xlsx?vista=todos&debe=muni-13102&recibe_salvo=gore-08.muni-10201&tipo=serviu&vence_desde=2026-11-01')
  expect(rows).toHaveLength(2)
  expect(Object.fromEntries(about)).toMatchObject({
    Filtro: 'Tipo: Servicio regional de vivienda, Debe: Municipalidad de Cerrillos, Recibe: todas menos 2 instituciones, Vence desde el 01-11-2026',
  })
})

test('meetings leave with who took part and what came of them, and nothing internal', async () => {
  const world = await createWorld()
  const { id, folio } = await meetingWith(world, { place: '+56 2 sala', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await meetingWith(world, { title: 'La de Castro', when: hours('2026-10-01', '09:00', '10:00'), participants: [{ institution_id: 'muni-10201' }] })
  await makeCommitment(world, { meeting_id: id })
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'canario en la nota' })

  const { rows, about } = await download(world, 'lidia', 'reuniones.xlsx')
  const [heads, first, second] = rows
  const of = (line: typeof first, name: string) => line![heads!.indexOf(name)]
  expect([of(first, 'Reunión'), of(second, 'Reunión')]).toEqual(['La de Castro', 'Mesa técnica de suelo'])
  expect(['Fecha', 'Inicio', 'Término', 'Lugar', 'Instituciones', 'Compromisos abiertos'].map((name) => of(second, name))).toEqual([
    noon('2026-11-24'), '15:00', '16:00', "'+56 2 sala", 'Municipalidad de Cerrillos; SERVIU Metropolitano', 1,
  ])
  expect(JSON.stringify([rows, about])).not.toContain('canario')
  expect(Object.fromEntries(about)).toMatchObject({ Filtro: 'Todas las reuniones' })

  const some = await download(world, 'lidia', 'reuniones.xlsx?region=10&desde=2026-09-01&q=castro')
  expect(some.rows).toHaveLength(2)
  expect(Object.fromEntries(some.about)).toMatchObject({ Filtro: 'Región: Los Lagos, Desde el 01-09-2026, Contiene «castro»' })
})

test('rows are read page by page, and none is lost between pages', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const row = await world.raw.selectFrom('commitments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const copies = Array.from({ length: 1100 }, (_, at) => ({ ...row, id: newId(), folio: `C-2025-${String(at).padStart(4, '0')}` }))
  for (let at = 0; at < copies.length; at += 100) await world.raw.insertInto('commitments').values(copies.slice(at, at + 100)).execute()

  const { rows } = await download(world, 'paula', 'compromisos.xlsx?vista=todos')
  expect(new Set(rows.slice(1).map(([folio]) => folio)).size).toBe(1101)
})

test('how to reach somebody leaves only with whoever coordinates, and what is for the team alone with nobody', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const at = '2026-11-24T13:00:00.000Z'
  const stamps = { created_at: at, updated_at: at, created_by: 'paula', updated_by: 'paula' }
  await world.raw.insertInto('contact_points').values([
    { id: newId(), position_id: 'muni-13102:mayor', kind: 'email', value: 'alcaldia@cerrillos.ejemplo.cl', visibility: 'network', ...stamps },
    { id: newId(), person_id, kind: 'phone', value: '+56912345678', visibility: 'team', ...stamps },
    { id: newId(), institution_id: 'muni-13102', kind: 'phone', value: '+56223456789', visibility: 'network', ...stamps },
  ]).execute()

  const mine = await download(world, 'paula', 'contactos.xlsx?q=sanhueza')
  expect(mine.rows[1]!.slice(0, 4)).toEqual(['Rosa Sanhueza Vera', 'Sra.', expect.stringContaining('Alcald'), 'Municipalidad de Cerrillos'])
  expect(JSON.stringify(mine.rows)).toContain('alcaldia@cerrillos.ejemplo.cl')
  expect(JSON.stringify(mine.rows)).not.toContain('1234 5678')
  const theirs = await download(world, 'elena', 'contactos.xlsx?q=sanhueza')
  expect(JSON.stringify(theirs.rows)).not.toMatch(/@|Correo/)

  const places = await download(world, 'paula', 'instituciones.xlsx?vista=todas&q=cerrillos')
  expect(JSON.stringify(places.rows[1])).toMatch(/Municipalidad de Cerrillos.*\+56 2 2345 6789/)
  expect(JSON.stringify((await download(world, 'lidia', 'instituciones.xlsx?q=cerrillos')).rows)).not.toContain('2345')
  const all = await download(world, 'lidia', 'instituciones.xlsx?vista=todas')
  expect(all.rows.length).toBeGreaterThan(400)
})

test('the files of the network do not exist for a leader', async () => {
  const world = await createWorld()
  for (const list of Object.keys(exportLists)) {
    for (const format of ['xlsx', 'csv', 'vcf']) await expect(take(world, 'rosa', `${list}.${format}`)).rejects.toMatchObject({ init: { status: 404 } })
  }
  await expect(world.visit(calendarFile, 'rosa', '/calendario.ics')).rejects.toMatchObject({ init: { status: 404 } })
  for (const name of ['nada.xlsx', 'compromisos.exe', 'compromisos', 'compromisos.vcf', 'compromisos.csv.xlsx', '__proto__.csv', 'constructor.xlsx']) {
    await expect(take(world, 'paula', name), name).rejects.toMatchObject({ init: { status: 404 } })
  }
})

test('no text is taken for a formula, however it is disguised', () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', '＝1', '＋1', '－1', '＠SUM(1)', '\u200b=1', '\u2060＝1', '\u202e=1', '\ufeff@x', '﹦1', '−1', '\n=1', '\t', '\rx', "'=1", '"\u00ad+1']
  expect(dangerous.map(safeText)).toEqual(dangerous.map((text) => `'${text}`))
  expect(['Ñuñoa', '1-2', 'a=b', 'a\t=b', '«=1»', ''].map(safeText)).toEqual(['Ñuñoa', '1-2', 'a=b', 'a\t=b', '«=1»', ''])
})

test('a downloaded calendar holds the entries of the subscribed one, in a file that nobody asks for again', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await meetingWith(world, { title: 'Bilateral', kind: 'bilateral' })
  await meetingWith(world, { title: 'Antigua', when: hours('2025-03-04', '09:00', '10:00') })
  const { token } = await makeFeed(world, { filter: 'tipo=working_group', include_due: false })
  const file = await world.visit(calendarFile, 'paula', '/calendario.ics?tipo=working_group')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="hilvan-reuniones.ics"')
  const text = await file.text()
  expect(eventsIn(text)).toEqual(eventsIn(await textAt(token)))
  expect(text).not.toMatch(/REFRESH|PUBLISHED/)

  const old = await world.visit(calendarFile, 'paula', '/calendario.ics?desde=2025-03-01&hasta=2025-03-31')
  expect(eventsIn(await old.text()).map(({ summary }) => summary)).toEqual(['Antigua'])
})

test('one meeting as a file has the uid of the feed; a draft is not published', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const draft = await meetingWith(world, { state: 'draft' })
  const { token } = await makeFeed(world, { include_due: false })
  const file = await world.visit(meetingFile, 'lidia', '/x', { params: { folio } })
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${folio}.ics"`)
  expect(eventsIn(await file.text())).toEqual(eventsIn(await textAt(token)))

  expect((await world.visit(meetingFile, 'lidia', '/x', { params: { folio: draft.folio } })).status).toBe(409)
  await expect(world.visit(meetingFile, 'lidia', '/x', { params: { folio: 'R-2026-9999' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('a file says of which city its hour is', async () => {
  const world = await createWorld()
  await world.raw.updateTable('users').set({ institution_id: 'muni-12101' }).where('id', '=', 'elena').execute()
  const { about } = await download(world, 'elena', 'compromisos.xlsx')
  expect(Object.fromEntries(about)).toMatchObject({ 'Hecho el': '24-11-2026 10:00, hora de Punta Arenas' })
})
