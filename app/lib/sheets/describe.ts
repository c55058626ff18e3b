import { plural } from '../text.ts'
import { isBlankRow } from './cells.ts'
import { days } from './content.ts'
import { dayOrderOf, type DayColumn } from './days.ts'
import { guessHeader, type Header } from './header.ts'
import type { Reading, Sheet } from './reading.ts'

const FORMATS = { xlsx: 'Excel', csv: 'CSV', vcf: 'contactos (vCard)', paste: 'texto pegado' }
const SEPARATORS = { ';': 'separador ;', ',': 'separador ,', '\t': 'separador tabulación', '|': 'separador |' }
const ORDERS: Record<DayColumn['order'], string> = {
  dmy: 'fechas dd-mm-aaaa', mdy: 'fechas mm-dd-aaaa', ymd: 'fechas aaaa-mm-dd', ambiguous: 'fechas por aclarar', none: '',
}

/** «1.204 filas · separador ; · Windows-1252 · fechas dd-mm-aaaa», of one sheet. */
export function describeReading(reading: Reading, sheet: Sheet, header: Header = guessHeader(sheet.rows)): string {
  const rows = sheet.rows.slice(header.first)
  const filled = rows.filter((row) => !isBlankRow(row))
  return [
    plural(filled.length, 'fila', 'filas'),
    FORMATS[reading.format],
    reading.separator && SEPARATORS[reading.separator],
    reading.encoding,
    daysOf(sheet, header),
  ].filter(Boolean).join(' · ')
}

function daysOf({ rows }: Sheet, header: Header) {
  const columns = header.names.map((_, column) => rows.slice(header.first).map((row) => row[column] ?? null))
  const dated = columns.filter((cells) => days(cells) > 0.6)
  if (dated.length === 0) return ''
  if (dated.every((cells) => cells.every((cell) => cell === null || (typeof cell === 'object')))) return 'fechas de Excel'
  const orders = dated.map((cells) => dayOrderOf(cells).order)
  return ORDERS[orders.find((order) => order === 'ambiguous') ?? orders.find((order) => order !== 'ymd') ?? 'ymd']
}
