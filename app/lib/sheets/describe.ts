import { plural } from '../text.ts'
import { isBlankRow } from './cells.ts'
import { days } from './content.ts'
import { dayOrderInTurns, type DayColumn } from './days.ts'
import { guessHeader, type Header } from './header.ts'
import type { Cell, Reading, Sheet } from './reading.ts'

const FORMATS = { xlsx: 'Excel', csv: 'CSV', vcf: 'contactos (vCard)', paste: 'texto pegado' }
const SEPARATORS = { ';': 'separador ;', ',': 'separador ,', '\t': 'separador tabulación', '|': 'separador |' }
const ORDERS: Record<DayColumn['order'], string> = {
  dmy: 'fechas dd-mm-aaaa', mdy: 'fechas mm-dd-aaaa', ymd: 'fechas aaaa-mm-dd', ambiguous: 'fechas por aclarar', none: '',
}

/** «1.204 filas · separador ; · Windows-1252 · fechas dd-mm-aaaa», of one sheet; others are served in between by `turn`. */
export async function describeReading(reading: Reading, sheet: Sheet, turn: () => Promise<void>, header: Header = guessHeader(sheet.rows)): Promise<string> {
  let filled = 0
  for (const [at, row] of sheet.rows.entries()) {
    if (at % 100 === 0) await turn()
    if (at >= header.first && !isBlankRow(row)) filled++
  }
  return [
    plural(filled, 'fila', 'filas'),
    FORMATS[reading.format],
    reading.separator && SEPARATORS[reading.separator],
    reading.encoding,
    await daysOf(sheet, header, turn),
  ].filter(Boolean).join(' · ')
}

async function daysOf({ rows }: Sheet, header: Header, turn: () => Promise<void>) {
  const dated: Cell[][] = []
  for (const column of header.names.keys()) {
    await turn()
    const cells = rows.slice(header.first).map((row) => row[column] ?? null)
    if (days(cells) > 0.6) dated.push(cells)
  }
  if (dated.length === 0) return ''
  if (dated.every((cells) => cells.every((cell) => cell === null || (typeof cell === 'object')))) return 'fechas de Excel'
  const orders: DayColumn['order'][] = []
  for (const cells of dated) orders.push((await dayOrderInTurns(cells, turn)).order)
  return ORDERS[orders.find((order) => order === 'ambiguous') ?? orders.find((order) => order !== 'ymd') ?? 'ymd']
}
