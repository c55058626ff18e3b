import { expect, test } from 'vitest'

import { textOf } from '#app/lib/sheets/cells.ts'
import { guessColumns, type Field } from '#app/lib/sheets/columns.ts'
import { cuts, days, emails, looksLike, personNames, phones, ruts } from '#app/lib/sheets/content.ts'
import { dayOrderOf, readDay } from '#app/lib/sheets/days.ts'
import { describeReading } from '#app/lib/sheets/describe.ts'
import { readFile } from '#app/lib/sheets/file.server.ts'
import { guessHeader, headerAt } from '#app/lib/sheets/header.ts'
import type { Reading, Row } from '#app/lib/sheets/reading.ts'
import { fold } from '#app/lib/text.ts'
import { takingTurns } from '#app/lib/turns.server.ts'
import { messySheet, type MessyEncoding } from '#tests/support/messy-sheet.ts'

const fields: Field[] = [
  { key: 'name', words: ['nombre', 'nombre completo', 'persona'], content: personNames },
  { key: 'rut', words: ['rut', 'run', 'cedula'], content: ruts },
  { key: 'email', words: ['correo', 'email', 'correo electronico', 'mail'], content: emails },
  { key: 'phone', words: ['telefono', 'fono', 'celular'], content: phones },
  { key: 'commune', words: ['comuna', 'municipio', 'municipalidad'], content: looksLike((text) => ['cerrillos', 'nunoa', 'maipu'].includes(fold(text))) },
  { key: 'cut', words: ['cut', 'codigo comuna'], content: cuts },
  { key: 'title', words: ['cargo', 'puesto'] },
  { key: 'started_on', words: ['inicio', 'desde', 'asumio', 'fecha de inicio'], content: days },
  { key: 'ended_on', words: ['termino', 'hasta', 'fin'], content: days },
]
const guessed = (rows: Row[]) => Object.fromEntries(guessColumns(rows, guessHeader(rows), fields).map(({ name, field, confidence }) => [name, field && `${field} ${confidence}`]))

test('the header is found under titles and empty rows, and said by its row', () => {
  const rows: Row[] = [['Red 2026', null, null], [null, null, null], ['Nombre', 'RUT', 'Inicio'], [null, null, null], ['Ana Soto', '7000000-1', '05-03-2024']]
  expect(guessHeader(rows)).toEqual({ row: 2, first: 4, names: ['Nombre', 'RUT', 'Inicio'] })
  expect(headerAt(rows, null)).toEqual({ row: null, first: 0, names: ['Columna A', 'Columna B', 'Columna C'] })
})

test('a list without names of columns has no header, and is known by what it holds', () => {
  const rows: Row[] = [['Ñuñoa', 'Ana Soto Muñoz', '06-12-2028', 'a@b.cl'], ['Maipú', 'Luis Peña Ríos', '06-12-2028', 'l@b.cl']]
  expect(guessHeader(rows)).toEqual({ row: null, first: 0, names: ['Columna A', 'Columna B', 'Columna C', 'Columna D'] })
  expect(guessed(rows)).toEqual({ 'Columna A': 'commune likely', 'Columna B': 'name likely', 'Columna C': 'started_on likely', 'Columna D': 'email likely' })
})

test('names of two rows are joined, repeated ones told apart, and missing ones called by their letter', () => {
  const rows: Row[] = [
    ['Persona', null, 'Contacto', null, null, null],
    ['Nombre', 'RUT', 'Correo', 'Teléfono', 'Teléfono', null],
    ['Ana Soto', '7.000.000-1', 'a@b.cl', 912345678, 223456789, 'x'],
  ]
  expect(guessHeader(rows).names).toEqual(['Persona Nombre', 'RUT', 'Contacto Correo', 'Teléfono', 'Teléfono (2)', 'Columna F'])
  expect(guessed(rows)).toMatchObject({ 'Persona Nombre': 'name sure', 'Contacto Correo': 'email sure', Teléfono: 'phone sure', 'Teléfono (2)': null, 'Columna F': null })
})

test('columns are known by other names, in part, in capitals, and a field is given once', () => {
  const rows: Row[] = [
    ['NOMBRE Y APELLIDOS DE LA PERSONA', 'R.U.N.', 'Correo', 'E-Mail', 'N° de teléfono celular', 'Fecha inicio', 'Cargo actual', 'CUT'],
    ['Ana Soto', '7.000.000-1', 'a@b.cl', 'b@b.cl', '+56 9 1234 5678', '05-03-2024', 'Alcaldesa', '13102'],
  ]
  expect(guessed(rows)).toEqual({
    'NOMBRE Y APELLIDOS DE LA PERSONA': 'name sure', 'R.U.N.': 'rut sure', Correo: 'email sure', 'E-Mail': null,
    'N° de teléfono celular': 'phone sure', 'Fecha inicio': 'started_on sure', 'Cargo actual': 'title likely', CUT: 'cut sure',
  })
})

test('three different values are shown of each column, short', () => {
  const rows: Row[] = [['Nombre', 'Nota'], ['Ana Soto', 'x'.repeat(500)], ['Ana Soto', null], ['Luis Peña', { day: '2024-03-05' }], ['Rosa Lagos', true], ['Íñigo Mena', 3]]
  const [name, note] = guessColumns(rows, guessHeader(rows), fields)
  expect(name!.samples).toEqual(['Ana Soto', 'Luis Peña', 'Rosa Lagos'])
  expect(note!.samples).toEqual([`${'x'.repeat(60)}…`, '05-03-2024', 'Sí'])
})

const messy = messySheet()
const encodings: [MessyEncoding, string][] = [['UTF-8', 'UTF-8'], ['UTF-8 with BOM', 'UTF-8'], ['UTF-16', 'UTF-16'], ['Windows-1252', 'Windows-1252'], ['mixed', 'Windows-1252']]

function columnsOf(reading: Reading) {
  const { rows } = reading.sheets[0]!
  const header = guessHeader(rows)
  const of = (key: string) => guessColumns(rows, header, fields).find(({ field }) => field === key)?.column ?? -1
  return { rows, header, of }
}

test.for(encodings)('the thousand messy rows are read from a CSV in %s', async ([encoding, said]) => {
  const reading = readFile({ bytes: messy.csv(encoding), name: 'contactos.csv' })
  const { rows, header, of } = columnsOf(reading)

  expect(reading).toMatchObject({ format: 'csv', encoding: said, separator: ';' })
  expect(await describeReading(reading, reading.sheets[0]!, takingTurns())).toBe(`1.000 filas · CSV · separador ; · ${said} · fechas por aclarar`)
  expect(header.row).toBe(messy.headerLine - 1)
  expect(['name', 'rut', 'email', 'phone', 'commune', 'title', 'started_on', 'ended_on'].map(of)).toEqual([1, 2, 3, 5, 6, 7, 8, 9])
  expect(messy.rows.map(({ line }) => rows[line - 1]!.map(textOf))).toEqual(messy.rows.map(({ texts }) => texts.map((text) => text.trim().replace(/^'(?=\+)/, ''))))
})

test('the thousand messy rows are read from an Excel book, with its days, numbers and what its formulas gave', async () => {
  const reading = readFile({ bytes: messy.xlsx(), name: 'contactos.xlsx' })
  const { rows, header, of } = columnsOf(reading)

  expect(reading.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([['Contactos 2026', false], ['Listas', true]])
  expect(await describeReading(reading, reading.sheets[0]!, takingTurns())).toBe('1.000 filas · Excel · fechas por aclarar')
  expect(header.row).toBe(messy.headerLine - 1)
  expect(['name', 'rut', 'email', 'phone', 'commune', 'title', 'started_on', 'ended_on'].map(of)).toEqual([1, 2, 3, 5, 6, 7, 8, 9])
  const formulas = messy.rows.filter(({ quirks }) => quirks.includes('formula'))
  expect(formulas.length).toBeGreaterThan(10)
  expect(formulas.map(({ line }) => rows[line - 1]![10])).toEqual(formulas.map(() => 4))
})

test.for(['csv', 'xlsx'])('in the messy %s each row has the day it means, and those that are no day are those with that fault', (kind) => {
  const { rows, of } = columnsOf(readFile({ bytes: kind === 'csv' ? messy.csv('UTF-8') : messy.xlsx(), name: 'x' }))
  const column = of('started_on')
  const cells = messy.rows.map(({ line }) => rows[line - 1]![column]!)
  const faulty = messy.rows.flatMap(({ faults }, at) => (faults.includes('impossible_day') ? [at] : []))

  expect(dayOrderOf(cells)).toEqual({ order: 'ambiguous', against: [], unread: faulty })
  for (const [at, { truth, faults }] of messy.rows.entries()) {
    const expected = faults.includes('impossible_day') ? { problem: expect.any(String) } : { day: truth.started_on }
    expect(readDay(cells[at]!, 'dmy'), String(at)).toEqual(expected)
  }
})

test('the messy list is the same every time, has every fault, and nobody in it twice by chance', () => {
  const again = messySheet()
  expect(again.rows).toEqual(messy.rows)
  expect(messy.rows).toHaveLength(1000)
  expect(new Set(messy.rows.flatMap(({ faults }) => faults))).toEqual(new Set(['wrong_rut', 'unknown_place', 'impossible_day', 'endless_name', 'no_name', 'broken_email']))
  expect(messy.rows.flatMap(({ quirks }) => quirks.filter((quirk) => quirk === 'repeated')).length).toBeGreaterThan(40)
  const first = messy.rows.filter(({ repeats }) => repeats === null)
  expect(new Set(first.map(({ truth }) => truth.name)).size).toBe(first.length)
  expect(new Set(first.map(({ truth }) => truth.email)).size).toBe(first.length)
})
