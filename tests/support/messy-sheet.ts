/** A list as municipalities really keep them: a thousand people, nobody real, and what is wrong with each row. */

import { daysBetween, formatDay } from '#app/lib/days.ts'
import { parseRut } from '#app/lib/text.ts'

import { xlsxOf, type XlsxCell } from './xlsx.ts'

/** What no import may take as it is: a person must look. A row has one of them at most. */
export type Fault = 'wrong_rut' | 'unknown_place' | 'impossible_day' | 'endless_name' | 'no_name' | 'broken_email'
/** What an import takes, though it is not written as it should. */
export type Quirk = 'repeated' | 'spaced_email' | 'second_email' | 'cut' | 'shouted_place' | 'formal_place' | 'named_day' | 'short_year' | 'serial_day' | 'formula' | 'guarded' | 'surnames_first'

/** What the row means, in our own words; of a row with a fault, what it would mean without it. */
export type Truth = { name: string; rut: string | null; email: string; phone: string; commune: string; title: string; started_on: string; ended_on: string | null }

/** `line` is the row of the file, from 1. `repeats` is the line of the same person before, with the same facts. */
export type MessyRow = { line: number; faults: Fault[]; quirks: Quirk[]; repeats: number | null; truth: Truth; cells: XlsxCell[]; texts: string[] }

export type MessyEncoding = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16' | 'Windows-1252' | 'mixed'

export type MessySheet = {
  headers: readonly string[]
  /** The row of the file with the names of the columns, from 1. */
  headerLine: number
  /** As many as were asked for; empty rows of the file are not among them. */
  rows: MessyRow[]
  /** Days are text, all of them of the first twelve of a month but those with a fault, so that their order must be asked: `dmy`. */
  csv: (encoding: MessyEncoding, separator?: ';' | ',' | '\t') => Buffer
  xlsx: () => Uint8Array
}

const MESSY_HEADERS = ['N°', 'Nombre completo', 'RUN', 'Correo electrónico', 'E-mail', 'Fono', 'Municipio', 'Cargo que ejerce', 'Asumió', 'Término', 'Observaciones'] as const

const GIVEN = ['Ana', 'José', 'María Ignacia', 'Camila', 'Íñigo', 'Rosa', 'Tomás', 'Begoña', 'Luis Alberto', 'Sofía', 'Matías', 'Violeta', 'Ximena', 'Óscar', 'Gabriela', 'Ramón']
const FIRST = ['Muñoz', 'Soto', 'Núñez', 'Ibáñez', 'de la Fuente', 'Rojas', 'Peña', 'Oñate', 'Vergara', 'Lagos', 'del Río', 'Huenchumán', 'Cárdenas', 'Ñancupil', 'Güell', 'Pérez']
const SECOND = ['Araya', 'Bustos', 'Cáceres', 'Donoso', 'Espinoza', 'Fariña', 'Garrido', 'Henríquez', 'Inostroza', 'Jara', 'Leiva', 'Mardones']
const TITLES = ['Alcaldesa', 'Alcalde', 'Directora SECPLA', 'Encargado de vivienda', 'Administrador municipal', 'Jefa de gabinete']
const COMMUNES: [cut: string, name: string][] = [
  ['13102', 'Cerrillos'], ['13120', 'Ñuñoa'], ['13119', 'Maipú'], ['13110', 'La Florida'], ['13122', 'Peñalolén'], ['05101', 'Valparaíso'], ['05109', 'Viña del Mar'],
  ['08101', 'Concepción'], ['01101', 'Iquique'], ['02101', 'Antofagasta'], ['03101', 'Copiapó'], ['09101', 'Temuco'], ['10201', 'Castro'], ['16101', 'Chillán'], ['14101', 'Valdivia'],
]
const UNKNOWN = ['Villa Alegría del Sur', 'Puerto Ñandú', 'Municipalidad de San Crispín', 'Sta. Ejemplo', '99999']

export function messySheet({ rows: count = 1000, seed = 6 } = {}): MessySheet {
  const random = chance(seed)
  const rows: MessyRow[] = []
  let line = HEADER_LINE
  for (let n = 0; n < count; n++) {
    line += n > 0 && n % 97 === 0 ? 2 : 1
    rows.push(rowOf(n, line, rows, random))
  }
  const grid = [['Red de municipios: quién es quién'], ['Actualizado el 03/11/2026 por la oficina de vivienda'], [], [...MESSY_HEADERS], ...rows.flatMap(({ texts }, n) => (n > 0 && n % 97 === 0 ? [[], texts] : [texts]))]
  return {
    headers: MESSY_HEADERS,
    headerLine: HEADER_LINE,
    rows,
    csv: (encoding, separator = ';') => encoded(grid.map((cells) => written(cells, separator)).join(''), encoding),
    xlsx: () => xlsxOf([{ name: 'Contactos 2026', rows: booked(grid, rows), merged: ['A1:K1', 'A2:K2'] }, { name: 'Listas', rows: COMMUNES.map(([, name]) => [name]), state: 'hidden' }]),
  }
}

const HEADER_LINE = 4

function rowOf(n: number, line: number, before: MessyRow[], random: Chance): MessyRow {
  const faults = n > 0 && n % 13 === 0 ? [FAULTS[(n / 13) % FAULTS.length]!] : []
  const source = n > 40 && n % 17 === 0 && faults.length === 0 ? before.find((row, at) => at > (n * 7) % (n - 30) && row.faults.length === 0 && row.repeats === null) : undefined
  const truth = source?.truth ?? truthOf(n, random)
  const quirks: Quirk[] = source ? ['repeated'] : []
  const row: MessyRow = { line, faults, quirks, repeats: source?.line ?? null, truth, cells: [], texts: [] }
  row.texts = textsOf(n, row, random)
  row.cells = row.texts.map((text, column) => cellOf(n, column, text, row))
  return row
}

const FAULTS: Fault[] = ['wrong_rut', 'unknown_place', 'impossible_day', 'endless_name', 'no_name', 'broken_email', 'wrong_rut', 'unknown_place']

function truthOf(n: number, random: Chance): Truth {
  const [given, first, second] = [GIVEN[n % 16]!, FIRST[Math.floor(n / 16) % 16]!, SECOND[(n * 5 + Math.floor(n / 256)) % 12]!]
  const started = `${2019 + random(7)}-${two(1 + random(12))}-${two(1 + random(12))}`
  return {
    name: `${given} ${first} ${second}`,
    rut: n % 5 === 4 ? null : rutOf(7_000_000 + n * 9_973),
    email: `${ascii(given)}.${ascii(first)}${n}@municipio.ejemplo.cl`,
    phone: n % 3 === 0 ? `+5622${String(3_000_000 + n * 37).padStart(7, '0')}` : `+569${String(50_000_000 + n * 4_111).padStart(8, '0')}`,
    commune: COMMUNES[n % COMMUNES.length]![1],
    title: TITLES[random(TITLES.length)]!,
    started_on: started,
    ended_on: n % 4 === 0 ? `${Number(started.slice(0, 4)) + 4}-${two(1 + random(12))}-${two(1 + random(12))}` : null,
  }
}

/** The row as it would be typed; what was done to it is added to its quirks. */
function textsOf(n: number, { truth, faults, quirks }: MessyRow, random: Chance) {
  const has = (fault: Fault) => faults.includes(fault)
  const quirk = (one: Quirk, when: boolean) => when && (quirks.push(one), true)
  const isSecond = quirk('second_email', n % 11 === 3)
  const email = has('broken_email') ? truth.email.replace('@', ' arroba ') : quirk('spaced_email', n % 9 === 2) ? `  ${truth.email.replace('@', n % 2 ? '@' : ' @ ')} ` : truth.email
  return [
    String(n + 1),
    has('no_name') ? '' : has('endless_name') ? `${truth.name} ${'Xyz'.repeat(100)}`.slice(0, 300) : quirk('surnames_first', n % 10 === 6) ? surnamesFirst(truth.name) : truth.name,
    truth.rut === null && !has('wrong_rut') ? '' : rutAs(n, has('wrong_rut') ? wrong(truth.rut ?? rutOf(9_000_000 + n)) : truth.rut!),
    isSecond ? '' : email,
    isSecond ? email : '',
    phoneAs(random(10), truth.phone),
    has('unknown_place') ? UNKNOWN[n % UNKNOWN.length]! : placeAs(n, truth.commune, quirk),
    truth.title,
    has('impossible_day') ? (n % 2 ? '31-02-2024' : '00/00/2024') : dayAs(n, truth.started_on, quirk),
    truth.ended_on ? formatDay(truth.ended_on).replaceAll('-', '/') : '',
    quirk('formula', n % 50 === 7) ? '=2+2' : quirk('guarded', n % 50 === 9) ? `'+56 consulta ${n}` : n % 6 === 0 ? 'Contactar en la mañana;\n"preferente"' : '',
  ]
}

/** In a book, some days are dates, some numbers are numbers, and formulas bring what they gave. */
function cellOf(n: number, column: number, text: string, { quirks, truth, faults }: MessyRow): XlsxCell {
  if (text === '') return null
  if (column === 0) return Number(text)
  if (quirks.includes('formula') && column === 10) return { formula: '2+2', value: 4 }
  if (column === 5 && /^\d{9,11}$/.test(text)) return Number(text)
  if (quirks.includes('cut') && column === 6) return n % 2 ? { number: Number(text), figures: 5 } : Number(text)
  if (column === 8 && faults.length === 0 && n % 2 === 0) return { day: truth.started_on }
  return text
}

function dayAs(n: number, day: string, quirk: (one: Quirk, when: boolean) => boolean) {
  const [year, month, date] = day.split('-') as [string, string, string]
  if (quirk('named_day', n % 25 === 1)) return `${Number(date)} de ${MONTHS[Number(month) - 1]} de ${year}`
  if (quirk('short_year', n % 25 === 3)) return `${date}/${month}/${year.slice(2)}`
  if (quirk('serial_day', n % 25 === 5)) return String(daysBetween('1899-12-30', day))
  return n % 2 ? `${Number(date)}/${Number(month)}/${year}` : formatDay(day)
}

const MONTHS = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre']

function placeAs(n: number, commune: string, quirk: (one: Quirk, when: boolean) => boolean) {
  if (quirk('cut', n % 8 === 5)) return String(Number(COMMUNES.find(([, name]) => name === commune)![0]))
  if (quirk('shouted_place', n % 8 === 6)) return ` ${ascii(commune, ' ').toUpperCase()} `
  if (quirk('formal_place', n % 8 === 7)) return n % 3 ? `Ilustre Municipalidad de ${commune}` : `I. Municipalidad de ${commune}`
  return n % 2 ? commune : `Municipalidad de ${commune}`
}

/** Ten ways of writing one number. */
function phoneAs(way: number, phone: string) {
  const local = phone.slice(3)
  const [head, rest] = [local[0]!, local.slice(1)]
  return [phone, local, `+56 ${head} ${rest.slice(0, 4)} ${rest.slice(4)}`, `(${head}) ${rest}`, `56${local}`, `0056${local}`, `${head}-${rest}`, `+56-${head}-${rest.slice(0, 4)}-${rest.slice(4)}`, `${head}.${rest.slice(0, 4)}.${rest.slice(4)}`, ` +56${head} ${rest}`][way]!
}

function rutAs(n: number, rut: string) {
  const [body, digit] = rut.split('-') as [string, string]
  const dotted = body.replace(/(?=(\d{3})+$)/g, '.').replace(/^\./, '')
  return [rut, `${dotted}-${digit}`, `${dotted}-${digit.toLowerCase()}`, `${body}${digit}`, ` ${rut} `][n % 5]!
}

/** A RUT of nobody that we know; its figure is right. */
const rutOf = (body: number) => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'K'].map((digit) => parseRut(`${body}-${digit}`)).find(Boolean)!
const wrong = (rut: string) => rut.slice(0, -1) + (rut.endsWith('1') ? '2' : '1')

/** «Muñoz Araya, Ana». */
function surnamesFirst(name: string) {
  const given = GIVEN.filter((one) => name.startsWith(`${one} `)).toSorted((a, b) => b.length - a.length)[0]!
  return `${name.slice(given.length + 1)}, ${given}`
}

const two = (n: number) => String(n).padStart(2, '0')
const ascii = (text: string, gap = '') => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z]+/g, gap)

function booked(grid: string[][], rows: MessyRow[]): XlsxCell[][] {
  const cells = new Map(rows.map(({ line, cells }) => [line, cells]))
  return grid.map((texts, at) => cells.get(at + 1) ?? texts)
}

function written(cells: string[], separator: string) {
  const filled = cells.length === 0 ? Array.from({ length: MESSY_HEADERS.length }, () => '') : cells
  return `${filled.map((text) => (/["\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text)).join(separator)}\r\n`
}

function encoded(text: string, encoding: MessyEncoding) {
  if (encoding === 'UTF-8') return Buffer.from(text)
  if (encoding === 'UTF-8 with BOM') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'UTF-16') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'Windows-1252') return Buffer.from(text, 'latin1')
  return Buffer.concat(text.split('\n').map((line, n) => Buffer.from(`${line}\n`, n % 3 === 0 ? 'utf8' : 'latin1')))
}

type Chance = (below: number) => number

/** mulberry32: the same numbers for the same seed, on every machine. */
function chance(seed: number): Chance {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
