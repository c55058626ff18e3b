import fc from 'fast-check'
import Papa from 'papaparse'
import readExcelFile from 'read-excel-file/node'
import { expect, test } from 'vitest'

import { columnLetters, textOf } from '#app/lib/sheets/cells.ts'
import { describeReading } from '#app/lib/sheets/describe.ts'
import { readFile } from '#app/lib/sheets/file.server.ts'
import { momentOf } from '#app/lib/sheets/formats.ts'
import { readPaste, readSheets } from '#app/lib/sheets/reader.server.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { vcard } from '#app/lib/vcard.server.ts'
import { plainText, safeText } from '#app/lib/spreadsheet.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'
import { xlsxOf, type XlsxCell } from '#tests/support/xlsx.ts'

const csv = (text: string, encoding: BufferEncoding = 'utf8') => readFile({ bytes: Buffer.from(text, encoding), name: 'lista.csv' })
const rowsOf = (text: string) => csv(text).sheets[0]!.rows
const pasted = (text: string) => readFile({ text }).sheets[0]!.rows
const book = (rows: XlsxCell[][], more: { merged?: string[]; hiddenRows?: number[]; is1904?: boolean } = {}) =>
  readFile({ bytes: xlsxOf([{ name: 'Hoja', rows, ...more }], { is1904: more.is1904 }), name: 'libro.xlsx' })

test('the separator of a CSV is found, or said by its first line', () => {
  expect(rowsOf('a;b\n1,5;2,5\n3,5;4,5')).toEqual([['a', 'b'], ['1,5', '2,5'], ['3,5', '4,5']])
  expect(rowsOf('a,b\n"x; y",2\n3,4')).toEqual([['a', 'b'], ['x; y', '2'], ['3', '4']])
  expect(rowsOf('a|b\n1|2')).toEqual([['a', 'b'], ['1', '2']])
  expect(csv('a\tb\n1\t2')).toMatchObject({ separator: '\t' })
  expect(csv('Nombre\nSoto, Ana\nPeña')).toMatchObject({ separator: ',' })
  expect(csv('Nombre\nAna\nLuis')).toMatchObject({ separator: null, sheets: [{ rows: [['Nombre'], ['Ana'], ['Luis']] }] })
})

test('a line that says its separator is not a row, though it counts as one of the file', () => {
  expect(csv('sep=|\r\na;b|c\r\n1|2')).toMatchObject({ separator: '|', sheets: [{ rows: [[null, null], ['a;b', 'c'], ['1', '2']] }] })
})

test('quotes hold separators, breaks and quotes; short rows are made as long, and what is empty at the ends is left out', () => {
  expect(rowsOf('a;b;c;;\r\n"x;""y""\r\nz";2;;;\r\n;;;;\r\n3\r\n;;;;\r\n\r\n')).toEqual([['a', 'b', 'c'], ['x;"y"\nz', '2', null], [null, null, null], ['3', null, null]])
  expect(rowsOf('a;b\n1;2\r\n3;4\r5;6')).toEqual([['a', 'b'], ['1', '2'], ['3', '4'], ['5', '6']])
})

test('letters are read in every encoding, by their mark or without it', () => {
  const text = 'Nombre;Comuna\nÍñigo Güell;Ñuñoa\n'
  const wide = Buffer.from(text, 'utf16le')
  const read = (bytes: Uint8Array) => readFile({ bytes, name: 'x.csv' })
  const rows = [['Nombre', 'Comuna'], ['Íñigo Güell', 'Ñuñoa']]
  expect(csv(text)).toMatchObject({ encoding: 'UTF-8', sheets: [{ rows }] })
  expect(csv(`\ufeff${text}`)).toMatchObject({ encoding: 'UTF-8', sheets: [{ rows }] })
  expect(csv(text, 'latin1')).toMatchObject({ encoding: 'Windows-1252', sheets: [{ rows }], notes: [] })
  for (const bytes of [wide, Buffer.concat([Buffer.of(0xff, 0xfe), wide]), Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(wide).swap16()]), Buffer.from(wide).swap16()]) {
    expect(read(bytes)).toMatchObject({ encoding: 'UTF-16', sheets: [{ rows }] })
  }
  expect(read(Buffer.concat([Buffer.from(text), Buffer.from('Peña;Maipú', 'latin1')]))).toMatchObject({ sheets: [{ rows: [...rows, ['Peña', 'Maipú']] }], notes: [expect.stringMatching(/^Se repararon letras/)] })
})

test('letters that somebody saved wrongly are repaired, and it is said', () => {
  const saved = new TextDecoder('windows-1252').decode(Buffer.from('Íñigo Muñoz — Ñuñoa'))
  expect(csv(`Nombre;Nota\n${saved};Ã`)).toMatchObject({ sheets: [{ rows: [['Nombre', 'Nota'], ['Íñigo Muñoz — Ñuñoa', 'Ã']] }], notes: ['Se repararon letras mal guardadas («Ã±» por «ñ») en la celda A2.'] })
})

test('numbers that Excel wrote shorter are not taken for the whole, and it is said', () => {
  expect(csv('Nombre;Fono\nAna;5,69123E+10\nLuis;5,7E+10').notes).toEqual([expect.stringMatching(/^Excel abrevió un número .* en 2 celdas \(la primera, B2\)/)])
})

test('what is pasted from a spreadsheet has its cells apart by tabs', async () => {
  expect(pasted('Maipú\tAna Soto\t06-12-2028\r\nÑuñoa\t"Luis\nPeña"\t\r\n')).toEqual([['Maipú', 'Ana Soto', '06-12-2028'], ['Ñuñoa', 'Luis\nPeña', null]])
  expect(pasted('Maipú; Ana Soto; 06-12-2028')).toEqual([['Maipú', 'Ana Soto', '06-12-2028']])
  expect(await readPaste('a\tb')).toMatchObject({ format: 'paste', encoding: null, separator: '\t' })
})

test('a book keeps its days, its figures and what its formulas gave when it was saved', () => {
  const rows = [['Nombre', 'Día', 'Fono', 'CUT', 'Suma', 'Texto', 'Sí', 'Mal'], ['Ñandú & <Cía>', { day: '2024-02-29' }, 56912345678, { number: 1101, figures: 5 as const }, { formula: 'A1', value: 7 }, { formula: 'B1', value: 'x' }, true, { error: '#N/A' }]]
  const reading = book(rows)
  expect(reading.sheets[0]!.rows[1]).toEqual(['Ñandú & <Cía>', { day: '2024-02-29' }, 56912345678, '01101', 7, 'x', true, null])
  expect(reading.sheets[0]!.rows[1]!.map(textOf)).toEqual(['Ñandú & <Cía>', '29-02-2024', '56912345678', '01101', '7', 'x', 'Sí', ''])
  expect(reading.notes).toEqual(['Hay un error de fórmula (como #N/A) en la celda H2: se leyó vacía.'])
  expect(book([['a'], [{ formula: 'SUM(A1)' }]]).notes).toEqual([expect.stringMatching(/^Hay una fórmula sin su resultado guardado en la celda A2/)])
})

test('the days of books that count from 1904 are the same days', () => {
  expect(book([['Día'], [{ day: '2024-02-29' }]], { is1904: true }).sheets[0]!.rows).toEqual([['Día'], [{ day: '2024-02-29' }]])
})

test('serials are days as Excel shows them, with the 29 February 1900 that it invented left as a number', () => {
  expect([1, 59, 60, 61, 45356, 45356.39583, 2_958_465].map((serial) => momentOf(serial))).toEqual([
    { day: '1900-01-01' }, { day: '1900-02-28' }, 60, { day: '1900-03-01' }, { day: '2024-03-05' }, { day: '2024-03-05', time: '09:30' }, { day: '9999-12-31' },
  ])
  expect([0.5, 0.39583, -1, 2_958_466, Number.NaN].map((serial) => momentOf(serial))).toEqual(['12:00', '09:30', -1, 2_958_466, Number.NaN])
  expect([momentOf(0, true), momentOf(1, true)]).toEqual([{ day: '1904-01-01' }, { day: '1904-01-02' }])
})

test('what is merged downwards holds for each of its rows, and a title across stays where it is', () => {
  const reading = book([['Contactos', null], ['Región', 'Nombre'], ['Ñuble', 'Ana'], [null, 'Luis'], ['Maule', 'Rosa']], { merged: ['A1:B1', 'A3:A4', 'nada'], hiddenRows: [4] })
  expect(reading.sheets[0]!.rows).toEqual([['Contactos', null], ['Región', 'Nombre'], ['Ñuble', 'Ana'], ['Ñuble', 'Luis'], ['Maule', 'Rosa']])
  expect(reading.notes).toEqual(['Tiene 1 fila oculta: también se leyó.'])
})

test('hidden sheets are listed, and said to be hidden', () => {
  const bytes = xlsxOf([{ name: 'Uno & dos', rows: [['a']] }, { name: 'Listas', rows: [['b']], state: 'hidden' }, { name: 'Claves', rows: [], state: 'veryHidden' }])
  expect(readFile({ bytes, name: 'x' }).sheets).toEqual([
    { name: 'Uno & dos', isHidden: false, rows: [['a']] }, { name: 'Listas', isHidden: true, rows: [['b']] }, { name: 'Claves', isHidden: true, rows: [] },
  ])
})

test('contacts of phones of every age are rows under names of ours', async () => {
  const cards = [
    'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;Jos=C3=A9;;Sr.;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 =\r\nMu=C3=B1oz\r\nTEL;HOME:22345678\r\nTEL;CELL;PREF:+56 9 1234 5678\r\nEND:VCARD\r\n',
    'BEGIN:VCARD\nVERSION:3.0\nFN:Ana Soto\nN:Soto;Ana;Luisa;;\nORG:Municipalidad de Ñuñoa;SECPLA\nTITLE:Directora\\, subrogante\nitem1.EMAIL;TYPE=INTERNET,WORK:ana@ejemplo.cl\nTEL;TYPE=FAX:1\nNOTE:Una nota lar\n ga\\ny otra\nPHOTO;ENCODING=b:AAAA\n BBBB\nBDAY:1980-01-01\nEND:VCARD\n',
    'BEGIN:VCARD\nVERSION:4.0\nFN:Luis Peña\nTEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+56-9-8765-4321\nADR;TYPE=work:;;Av. Irarrázaval 3550;Ñuñoa;Metropolitana;;Chile\nEND:VCARD\nBEGIN:VCARD\nFN:Cortado',
  ]
  const reading = await readSheets(Buffer.from(cards.join('')), { name: 'contactos.vcf' })
  const [titles, ...people] = reading.sheets[0]!.rows
  const told = people.map((row) => Object.fromEntries(row.flatMap((cell, column) => (cell === null ? [] : [[titles![column], cell]]))))
  expect(told).toEqual([
    { 'Nombre completo': 'José Muñoz', Tratamiento: 'Sr.', Nombres: 'José', Apellidos: 'Muñoz', Teléfono: '+56 9 1234 5678', 'Teléfono 2': '22345678' },
    { 'Nombre completo': 'Ana Soto', Nombres: 'Ana Luisa', Apellidos: 'Soto', Institución: 'Municipalidad de Ñuñoa', Unidad: 'SECPLA', Cargo: 'Directora, subrogante', Correo: 'ana@ejemplo.cl', Nota: 'Una nota larga\ny otra' },
    { 'Nombre completo': 'Luis Peña', Teléfono: '+56-9-8765-4321', Dirección: 'Av. Irarrázaval 3550', Comuna: 'Ñuñoa', Región: 'Metropolitana' },
  ])
  expect(reading.notes).toEqual(['Se dejó fuera 1 contacto cortado.'])
  expect(await describeReading(reading, reading.sheets[0]!, takingTurns())).toBe('3 filas · contactos (vCard) · UTF-8')
})

test('the description says rows, separator, encoding and how days are written', async () => {
  const lines = Array.from({ length: 1204 }, (_, n) => `Peña ${n};${String((n % 28) + 1).padStart(2, '0')}-03-2024`)
  const reading = csv(['Nombre;Inicio', ...lines].join('\r\n'), 'latin1')
  expect(await describeReading(reading, reading.sheets[0]!, takingTurns())).toBe('1.204 filas · CSV · separador ; · Windows-1252 · fechas dd-mm-aaaa')
  const days = book([['Nombre', 'Día'], ['Ana', { day: '2024-02-29' }]])
  expect(await describeReading(days, days.sheets[0]!, takingTurns())).toBe('1 fila · Excel · fechas de Excel')
})

test('the apostrophe that our files put before what looks like a formula is taken away, and no other', () => {
  const signs = fc.constantFrom("'", '"', ' ', '=', '+', '-', '@', '\t', '＝', '\u00a0', '\u200b', 'a', '1')
  const tricky = fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(tricky, (one) => {
      expect(plainText(safeText(one))).toBe(one)
    }),
    { numRuns: 2_000 },
  )
  expect(["'=1+1", "''=1", "'Higgins", "O'Higgins", "'+56 9", "'", "''"].map(plainText)).toEqual(['=1+1', "'=1", "'Higgins", "O'Higgins", '+56 9', "'", "''"])
  expect(rowsOf("a;b\n'=1+1;'Higgins")).toEqual([['a', 'b'], ['=1+1', "'Higgins"]])
  expect(book([["'@x", "'Higgins"]]).sheets[0]!.rows).toEqual([['@x', "'Higgins"]])
})

const text = fc.string({ unit: fc.constantFrom(...'aáñ;,"\n|\'=1 0-\t'), maxLength: 8 }).map((one) => one.trim()).filter((one) => one !== '' && plainText(one) === one)
const grid = fc.array(fc.array(fc.option(text, { freq: 4 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }).filter((rows) => rows.at(-1)!.every(Boolean) && rows[0]!.every(Boolean))

test('whatever is written as a CSV by another library is read back the same', () => {
  fc.assert(
    fc.property(grid, fc.constantFrom(';', ',', '|'), fc.constantFrom('\r\n', '\n'), (rows, delimiter, newline) => {
      expect(rowsOf(`sep=${delimiter}${newline}${Papa.unparse(rows, { delimiter, newline })}`).slice(1)).toEqual(rows)
    }),
  )
})

test('another library reads from a book what we read', async () => {
  const cell = fc.oneof(text, fc.constant(null), fc.integer(), fc.boolean(), fc.integer({ min: 1, max: 20_000 }).map((n) => ({ day: new Date(n * 86_400_000).toISOString().slice(0, 10) })))
  const same = (value: unknown): Cell => (value instanceof Date ? { day: value.toISOString().slice(0, 10) } : (value as Cell))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
      rows[rows.length - 1]![3] = 'fin'
      const bytes = xlsxOf([{ name: 'Hoja', rows }])
      const [theirs] = await readExcelFile(Buffer.from(bytes))
      expect(readFile({ bytes, name: 'x' }).sheets[0]!.rows).toEqual(theirs!.data.map((row) => row.map((one) => same(one))))
    }),
    { numRuns: 60 },
  )
})

test('columns are called as a spreadsheet calls them', () => {
  expect([0, 25, 26, 51, 52, 199, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'GR', 'ZZ', 'AAA'])
})

test('a figure is written whole, without exponents', () => {
  expect([56912345678, 1e21, 0.1 + 0.2, -3, 1.5, 1e-9, 5.69e10].map(textOf)).toEqual(['56912345678', '1000000000000000000000', '0.3', '-3', '1.5', '0', '56900000000'])
})

test('a card of ours is read again as it was, wherever its lines were cut', () => {
  const word = fc.stringMatching(/^[a-zñ\\;,]{1,9}$/)
  const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((all) => all.join(' '))
  fc.assert(
    fc.property(words, words, words, (given, surname, title) => {
      const card = { uid: 'x', full: `${given} ${surname}`, given, surnames: [surname], treatment: null, posts: [{ title, organisation: surname, unit: given }], mails: [], phones: [], addresses: [title], revised_at: '2026-11-24T13:00:00.000Z' }
      const [[head = [], row = []] = []] = readFile({ bytes: Buffer.from(vcard(card, '3.0', 'x')), name: 'x.vcf' }).sheets.map(({ rows }) => rows)
      const said = Object.fromEntries(head.map((name, at) => [String(name), row[at]]))
      expect(said).toMatchObject({ 'Nombre completo': card.full, Nombres: given, Apellidos: surname, Institución: surname, Unidad: given, Cargo: title, Dirección: title })
    }),
    { numRuns: 60 },
  )
})
