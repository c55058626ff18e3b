import { constants, crc32, deflateRawSync } from 'node:zlib'

import { packed, xlsxOf, xlsxParts } from './xlsx.ts'

const MEGABYTE = 1024 * 1024
const little = (parts: [bytes: 2 | 4, value: number][]) =>
  Buffer.concat(parts.map(([bytes, value]) => {
    const part = Buffer.alloc(bytes)
    part.writeUIntLE(value, 0, bytes)
    return part
  }))

type Part = { name: string; data: Buffer; size: number; sum: number; flags?: number }

/** A .zip whose sizes and sums say what one wants. */
function rawZip(parts: Part[]) {
  let at = 0
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  for (const { name, data, size, sum, flags = 0 } of parts) {
    const facts: [2 | 4, number][] = [[2, 20], [2, flags], [2, 8], [2, 0], [2, 0], [4, sum], [4, data.length], [4, size], [2, name.length], [2, 0]]
    const local = Buffer.concat([little([[4, 0x04034b50], ...facts]), Buffer.from(name), data])
    centrals.push(little([[4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), Buffer.from(name))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  return Buffer.concat([...locals, central, little([[4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, central.length], [4, at], [2, 0]])])
}

/** So many megabytes of spaces, packed a thousand to one without ever being whole anywhere. */
function bombOf(megabytes: number) {
  const block = deflateRawSync(Buffer.alloc(MEGABYTE, ' '), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync(Buffer.alloc(0))])
}

const packedPart = (name: string, text: string, flags?: number): Part => ({ name, data: deflateRawSync(text), size: Buffer.byteLength(text), sum: crc32(text), flags })

/** A book whose only sheet unpacks to so many megabytes, with the size that one wants to declare. */
export function zipBomb(megabytes: number, declared = Math.min(megabytes * MEGABYTE, 0xffffffff)) {
  const { 'xl/worksheets/sheet1.xml': _sheet, ...others } = parts()
  return rawZip([...packedParts(others), { name: 'xl/worksheets/sheet1.xml', data: bombOf(megabytes), size: declared, sum: 0 }])
}

const packedParts = (texts: Record<string, string>) => Object.entries(texts).map(([name, text]) => packedPart(name, text))

const parts = () => xlsxParts([{ name: 'Hoja', rows: [['Nombre', 'Nota'], ['Ana', 'x']] }])
const withSheet = (data: string) => packed({ ...parts(), 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${data}</sheetData></worksheet>` })
const withTexts = (xml: string) => packed({ ...parts(), 'xl/sharedStrings.xml': xml })
const ole = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), Buffer.from(stream, 'utf16le'), Buffer.alloc(1000)])
const ANY = 'contactos.xlsx'

/** What it is, how it is called, what is in it, and what a person must read. */
export const refused: [what: string, name: string, bytes: () => Uint8Array, says: RegExp][] = [
  ['a bomb of 8 GB', ANY, () => zipBomb(8_000), /más de 20 MB al descomprimirla/],
  ['a bomb of 2 GB that says it is small', ANY, () => zipBomb(2_000, 5_000), /más de 20 MB al descomprimirla/],
  ['a bomb of 50 MB that says nothing', ANY, () => zipBomb(50, 0), /más de 20 MB al descomprimirla/],
  ['a zip in a zip', ANY, () => packed({ 'a.zip': zipBomb(1_000) }), /Es un \.zip y no una planilla/],
  ['five thousand files in a zip', ANY, () => packed(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`xl/${n}.xml`, 'x']))), /más de 2\.000 archivos/],
  ['forty sheets of 19 MB', ANY, () => manySheets(40, 19), /más de 40 MB al descomprimirlo/],
  ['a million columns in a row', ANY, () => withSheet(`<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`), /más de 200 columnas/],
  ['a column that no spreadsheet has', ANY, () => withSheet(`<row r="1"><c r="${'Z'.repeat(1_000_000)}1"><v>1</v></c></row>`), /más de 200 columnas/],
  ['six hundred thousand rows', ANY, () => withSheet('<row><c><v>1</v></c></row>'.repeat(600_000)), /más de 20\.000 filas/],
  ['a row a million', ANY, () => withSheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), /más de 20\.000 filas/],
  ['a row of no number', ANY, () => withSheet('<row r="-5"><c><v>1</v></c></row>'), /no tienen un orden/],
  ['four million cells', ANY, () => withSheet(Array.from({ length: 19_000 }, (_, n) => `<row><c r="GR${n + 1}"><v>1</v></c></row>`).join('')), /más de un millón de celdas/],
  ['a long text a hundred thousand times', ANY, () => packed({ ...parts(), 'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`, 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${Array.from({ length: 10_000 }, () => `<row>${'<c t="s"><v>0</v></c>'.repeat(10)}</row>`).join('')}</sheetData></worksheet>` }), /más de 20 MB de texto/],
  ['entities that multiply', ANY, () => withTexts(`<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY b${n} "${`&b${n - 1};`.repeat(10)}">`).join('')}]><sst><si><t>&b29;</t></si></sst>`), /Declara entidades/],
  ['an entity of the file system', ANY, () => withTexts('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>'), /Declara entidades/],
  ['XML that ends in the middle', ANY, () => withSheet('<row><c><v>1</v></c></row><row r="2"'), /dañada/],
  ['half of a zip', ANY, () => xlsxOf([{ name: 'Hoja', rows: [['a'.repeat(1000)]] }]).slice(0, 700), /cortado o dañado/],
  ['a zip with one octet changed', ANY, () => changed(xlsxOf([{ name: 'Hoja', rows: Array.from({ length: 50 }, (_, n) => [`nombre ${n * 7919}`]) }])), /cortado o dañado/],
  ['a book with a password', ANY, () => ole('EncryptedPackage'), /tiene contraseña/],
  ['a zip with a password', ANY, () => rawZip([packedPart('xl/workbook.xml', '<workbook/>', 1)]), /tiene contraseña/],
  ['an old book', 'contactos.xls', () => ole('Workbook'), /formato antiguo de Excel \(\.xls\)/],
  ['a binary book', 'contactos.xlsb', () => packed({ 'xl/workbook.bin': 'x' }), /\.xlsb/],
  ['a book of LibreOffice', 'contactos.ods', () => packed({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }), /\.ods/],
  ['a book of Numbers', 'contactos.numbers', () => packed({ 'Index/Document.iwa': 'x' }), /Numbers/],
  ['a document of Word', 'contactos.docx', () => packed({ 'word/document.xml': '<x/>' }), /Word/],
  ['a page called .xls', 'contactos.xls', () => Buffer.from('\ufeff\r\n<html xmlns:x="urn:x"><table><tr><td>Ana</td></tr></table></html>'), /es una página web/],
  ['an XML called .xls', 'contactos.xls', () => Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), /Es un XML/],
  ['a PDF', 'contactos.csv', () => Buffer.from('%PDF-1.7\n…'), /PDF/],
  ['an image', 'contactos.csv', () => Buffer.from('89504e470d0a1a0a0000', 'hex'), /imagen/],
  ['a calendar', 'contactos.vcf', () => Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR'), /calendario/],
  ['octets of nothing in a CSV', 'contactos.csv', () => Buffer.from(`Nombre;Nota\n${'\0'.repeat(5_000)};x`), /octetos nulos/],
  ['two million columns in a CSV', 'contactos.csv', () => Buffer.from('a;'.repeat(2_000_000)), /más de 200 columnas/],
  ['two million rows in a CSV', 'contactos.csv', () => Buffer.from('a;b\n'.repeat(2_000_000)), /más de 20\.000 filas/],
  ['ten million empty rows', 'contactos.csv', () => Buffer.from(`a${'\n'.repeat(10_000_000)}`), /demasiadas filas vacías/],
  ['nothing but separators', 'contactos.csv', () => Buffer.from(';'.repeat(9_000_000)), /ninguna celda|toma demasiado/],
  ['quotes that do not close', 'contactos.csv', () => Buffer.from(`a;b\n1;2\n"x;y\n${'3;4\n'.repeat(1_000_000)}`), /comillas que se abren en la fila 3/],
  ['quotes without end', 'contactos.csv', () => Buffer.from('"'.repeat(5_000_001)), /comillas que se abren|toma demasiado/],
  ['more than 10 MB', 'contactos.csv', () => Buffer.alloc(11 * MEGABYTE, 'a;b\n'), /Pesa más de 10 MB/],
  ['nothing at all', 'contactos.csv', () => Buffer.alloc(0), /está vacío/],
  ['spaces', 'contactos.csv', () => Buffer.from(' \n ; \n'), /ninguna celda/],
  ['a million cards', 'contactos.vcf', () => Buffer.from('BEGIN:VCARD\nEND:VCARD\n'.repeat(400_000)), /más de 20\.000 contactos/],
  ['a card that never ends', 'contactos.vcf', () => Buffer.from(`BEGIN:VCARD\nNOTE:a\n${' b\n'.repeat(3_000_000)}`), /ningún contacto completo|toma demasiado/],
  ['cards that never end', 'contactos.vcf', () => Buffer.from('BEGIN:VCARD\nN;QUOTED-PRINTABLE:a=\n'.repeat(250_000)), /no termina/],
  ['a contact with a million facts', 'contactos.vcf', () => Buffer.from(`BEGIN:VCARD\n${'TEL:1\n'.repeat(1_000_000)}END:VCARD`), /no termina/],
]

function manySheets(count: number, megabytes: number) {
  const texts = xlsxParts(Array.from({ length: count }, (_, n) => ({ name: `Hoja ${n}`, rows: [] })))
  const spaces = Buffer.alloc(megabytes * MEGABYTE, ' ')
  const sheet = { data: deflateRawSync(spaces, { level: 9 }), size: spaces.length, sum: crc32(spaces) }
  return rawZip(packedParts(texts).map((part) => (part.name.startsWith('xl/worksheets/') ? { ...part, ...sheet } : part)))
}

function changed(bytes: Uint8Array) {
  const at = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml') + 200
  return bytes.with(at, bytes[at]! ^ 1)
}
