import { readFileSync } from 'node:fs'

import ICAL from 'ical.js'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { exportLists } from '#app/domain/exports/terms.ts'
import { newId } from '#app/lib/ids.server.ts'
import { loader } from '#app/routes/exports/file.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { countQueries } from '#tests/support/directory.ts'
import { inOffice, meetingWith } from '#tests/support/meetings.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const take = ({ visit }: World, who: Name, path: string) => visit(loader, who, `/exportar/${path}`, { params: { file: path.split('?')[0]! } })
const bytesOf = async (world: World, who: Name, path: string) => Buffer.from(await (await take(world, who, path)).arrayBuffer())
const textOf = async (world: World, who: Name, path: string) => (await bytesOf(world, who, path)).toString('utf8')

/** Rosa Sanhueza is the mayor of Cerrillos, with a mail of her post, a phone of her own and one that is only for the team. */
async function mayor(world: World) {
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const at = '2026-11-24T13:00:00.000Z'
  const stamps = { created_at: at, updated_at: at, created_by: 'paula', updated_by: 'paula' }
  await world.raw.insertInto('contact_points').values([
    { id: newId(), position_id: 'muni-13102:mayor', kind: 'email', value: 'alcaldia@cerrillos.ejemplo.cl', visibility: 'network', ...stamps },
    { id: newId(), person_id, kind: 'phone', value: '+56912345678', visibility: 'network', ...stamps },
    { id: newId(), person_id, kind: 'phone', value: '+56987654321', visibility: 'team', ...stamps },
    { id: newId(), person_id, kind: 'address', value: 'Av. Pedro Aguirre Cerda 6161; piso 2,\nCerrillos', visibility: 'network', ...stamps },
  ]).execute()
  await world.raw.updateTable('people').set({ rut: '12345678-5', verified_on: '2026-11-03', updated_at: at }).where('id', '=', person_id).execute()
  return person_id
}

test('commitments leave as a CSV that is, byte for byte, what Excel in Chile opens', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: '=HYPERLINK("http://mal.cl";"Ver")', due_on: '2026-12-18' })
  await makeCommitment(world, { text: 'Pagar el estudio «ñandú»;\nsegunda línea', due_rule: 'none', due_on: null })
  await makeCommitment(world, { due_on: '2026-11-20' })
  const answer = await take(world, 'elena', 'compromisos.csv?vista=todos&institucion=muni-13102')

  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="hilvan-compromisos-2026-11-24.csv"',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.toString('utf8')).toBe(readFileSync('tests/fixtures/exports/compromisos.csv', 'utf8'))
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString('latin1').replaceAll('\r\n', '').match(/[\r\n]/g)).toEqual(['\n'])
})

test('a CSV is read again by a program as rows of one length, each saying by whom, when and with which filter', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  await makeCommitment(world, { text: 'a "b"; c\r\nd' })
  const { data, errors, meta } = Papa.parse<Record<string, string>>((await textOf(world, 'elena', 'compromisos.csv?vista=todos')).slice(1), { header: true, skipEmptyLines: true })

  expect([errors, meta.delimiter]).toEqual([[], ';'])
  expect(data.map((row) => row.Compromiso)).toEqual(['Enviar los informes previos de tres predios', 'a "b"; c\r\nd'].map((text) => expect.stringContaining(text.slice(0, 4))))
  expect(data.map((row) => [row['Hecho por'], row['Hecho el'], row.Filtro])).toEqual(
    data.map(() => ['Elena Muñoz Tapia (Ejecutiva)', '24-11-2026 10:00, hora de Santiago', 'Todos los compromisos']),
  )
  expect(data[0]).toMatchObject({ 'Vence': '04-12-2026', 'Días de atraso': '' })
  expect(await listActivity(world.as('alma'), 'user', 'elena')).toMatchObject([{ sentence: 'exportó compromisos en CSV (2 filas): Todos los compromisos' }])
})

test('a spreadsheet freezes its head, filters every column and holds RUT and phones as text', async () => {
  const world = await createWorld()
  await mayor(world)
  const bytes = await bytesOf(world, 'paula', 'contactos.xlsx?q=sanhueza')
  const parts = unzip(bytes)
  const sheet = parts['xl/worksheets/sheet1.xml']!

  expect(sheet).toContain('<autoFilter ref="A1:K2"/>')
  expect(sheet.indexOf('<autoFilter')).toBeGreaterThan(sheet.indexOf('</sheetData>'))
  expect(parts['xl/workbook.xml']).toContain(`hidden="1">'Contactos'!$A$1:$K$2</definedName>`)
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  const [heads, row] = await readSheet(bytes, 1)
  const cell = (name: string) => row![heads!.indexOf(name)]
  expect(['RUT', 'Teléfono', 'Correo', 'Confirmado el'].map(cell)).toEqual([
    '12.345.678-5', '+56 9 1234 5678', 'alcaldia@cerrillos.ejemplo.cl', new Date('2026-11-03T00:00:00.000Z'),
  ])
})

test('agreements leave with their parties by role and how much of each was kept', async () => {
  const world = await createWorld()
  const { id } = await makeAgreement(world, { valid_until_on: '2027-03-31' })
  await makeCommitment(world, { agreement_id: id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_on: '2026-11-20' })
  await makeAgreement(world, { kind: 'convenio' })
  const [heads, ...rows] = await readSheet(await bytesOf(world, 'lidia', 'acuerdos.xlsx?tipo=meeting_agreement&region=13'), 1)
  expect(rows).toHaveLength(1)
  const cell = (name: string) => rows[0]![heads!.indexOf(name)]
  expect(['Estado', 'Vigente hasta', 'Se obliga', 'Se beneficia', 'Compromisos', 'Vencidos'].map(cell)).toEqual([
    'Propuesto', new Date('2027-03-31T00:00:00.000Z'), 'SERVIU Metropolitano (por confirmar)', 'Municipalidad de Cerrillos (por confirmar)', 1, 1,
  ])
})

test('a contact leaves as a card with the name in parts, the post, and nothing that is only for the team', async () => {
  const world = await createWorld()
  await mayor(world)
  const answer = await take(world, 'paula', 'contactos.vcf?q=sanhueza')
  expect(answer.headers.get('content-type')).toBe('text/vcard; charset=utf-8')
  const text = await answer.text()
  const lines = text.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)

  const [, fields] = ICAL.parse(text) as [string, [string, object, string, unknown][]]
  const values = (name: string) => fields.filter(([field]) => field === name).map(([, , , value]) => value)
  expect(values('version')).toEqual(['3.0'])
  expect(values('fn')).toEqual(['Rosa Sanhueza Vera'])
  expect(values('n')).toEqual([['Sanhueza Vera', 'Rosa', '', 'Sra.', '']])
  expect([values('title'), values('org')]).toEqual([['Alcaldesa'], ['Municipalidad de Cerrillos']])
  expect([values('email'), values('tel')]).toEqual([['alcaldia@cerrillos.ejemplo.cl'], ['+56912345678']])
  expect(values('adr')).toEqual([['', '', 'Av. Pedro Aguirre Cerda 6161; piso 2,\nCerrillos', '', '', '', '']])
  expect(values('x-hilvan-export')[0]).toContain('Hecho por Paula Díaz Rojas (Coordinación) el 24-11-2026 10:00')
  expect(text).not.toContain('87654321')

  const four = await textOf(world, 'paula', 'contactos.vcf?q=sanhueza&version=4.0')
  expect(four).toContain('VERSION:4.0\r\n')
  expect(four).toContain('N:Sanhueza,Vera;Rosa;;Sra.;\r\n')
  expect(four).toContain('TEL;VALUE=uri;TYPE="work,cell":tel:+56912345678\r\n')
})

test('who may not take personal data along gets the cards and the lists without it', async () => {
  const world = await createWorld()
  await mayor(world)
  for (const who of ['elena', 'lidia'] as const) {
    for (const format of ['csv', 'vcf']) {
      const text = await textOf(world, who, `contactos.${format}?q=sanhueza`)
      expect(text).toContain('Sanhueza')
      expect(text).not.toMatch(/cerrillos\.ejemplo|1234|12\.345|RUT|TEL|EMAIL|Aguirre/)
    }
  }
})

test('a name cannot put a line of its own into a card', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13102:mayor', ['Eva\r\nEND:VCARD\r\nTEL:1', 'Ñuñez;,\\', `${'ñ'.repeat(90)}😀`])
  const text = await textOf(world, 'paula', 'contactos.vcf')
  expect(text.match(/^(BEGIN|END):VCARD\r$/gm)).toHaveLength(2)
  expect(text).not.toMatch(/^TEL/m)
  const [, fields] = ICAL.parse(text) as [string, [string, object, string, unknown][]]
  expect(fields.find(([name]) => name === 'n')![3]).toEqual([`Ñuñez;,\\ ${'ñ'.repeat(90)}😀`, 'Eva\nEND:VCARD\nTEL:1', '', 'Sra.', ''])
})

test('a file is made while it is taken, 500 rows at a time, and whoever leaves ends the reading', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const row = await world.raw.selectFrom('commitments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const copies = Array.from({ length: 2_999 }, (_, at) => ({ ...row, id: newId(), folio: `C-2025-${String(at).padStart(4, '0')}` }))
  for (let at = 0; at < copies.length; at += 500) await world.raw.insertInto('commitments').values(copies.slice(at, at + 500)).execute()

  for (const format of ['csv', 'xlsx']) {
    const sizes: number[] = []
    const whole = await countQueries(world, async () => {
      const { body } = await take(world, 'paula', `compromisos.${format}?vista=todos`)
      for (const reader = body!.getReader(); ;) {
        const { done, value } = await reader.read()
        if (done) break
        sizes.push(value.length)
      }
    })
    expect(Math.max(...sizes), format).toBeLessThan(300_000)
    const left = await countQueries(world, async () => {
      const reader = (await take(world, 'paula', `compromisos.${format}?vista=todos`)).body!.getReader()
      await reader.read()
      await reader.cancel()
    })
    expect(left, format).toBeLessThanOrEqual(whole - 6)
  }
})

test('whatever people wrote, no cell of any list is taken for a formula', async () => {
  const world = await createWorld()
  const { id: meeting_id } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const { id: agreement_id } = await makeAgreement(world, { meeting_id })
  await makeCommitment(world, { meeting_id, responsible_position_id: 'muni-13102:mayor' })
  await makeRequest(world)
  await mayor(world)
  const { raw } = world
  const evil = '=cmd|\'/c calc\'!A1 <b>&amp;\u0001 "x";\ty'
  await raw.updateTable('commitments').set({ text: evil, agreement_id }).execute()
  await raw.updateTable('agreements').set({ text: '@SUM(1)' }).execute()
  await raw.updateTable('meetings').set({ title: '+1+1', place: '-2', kind: 'working_group' }).execute()
  await raw.updateTable('connection_requests').set({ subject: '\t=1', outcome_text: '＝1' }).execute()
  await raw.updateTable('institutions').set({ short_name: '=1', name: ' -1' }).execute()
  await raw.updateTable('positions').set({ title: '@x' }).execute()
  await raw.updateTable('people').set({ given_names: '=a', treatment: '+b' }).execute()
  await raw.updateTable('users').set({ name: '=evil()' }).execute()
  await raw.updateTable('contact_points').set({ value: '=9' }).where('kind', '=', 'email').execute()

  for (const list of Object.keys(exportLists)) {
    const bytes = await bytesOf(world, 'paula', `${list}.xlsx?vista=todas&q=`)
    for (const sheet of [1, 2]) dangerous(list, await readSheet(bytes, sheet))
    expect(Object.entries(unzip(bytes)).filter(([name, text]) => name.includes('sheet') && /<f[ >]/.test(text))).toEqual([])
    const { data, errors } = Papa.parse<string[]>((await textOf(world, 'paula', `${list}.csv?vista=todas`)).slice(1).trimEnd(), { delimiter: ';' })
    expect([list, errors, new Set(data.map((row) => row.length)).size]).toEqual([list, [], 1])
    dangerous(list, data)
  }
})

function dangerous(list: string, rows: unknown[][]) {
  expect(rows.length, list).toBeGreaterThan(1)
  expect([list, rows.flat().filter((cell) => typeof cell === 'string' && /^[\s"]*[=+\-@＝]/.test(cell) && !/^\+[\d ]+$/.test(cell))]).toEqual([list, []])
}
