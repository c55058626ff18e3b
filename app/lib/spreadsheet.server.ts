import writeExcelFile, { type SheetData } from 'write-excel-file/node'

import { outsideTransaction } from './transaction.server.ts'

/** A day is `YYYY-MM-DD`; an empty cell is null. Every text is written as text, whatever it looks like. */
export type Column<Row> = { header: string; width: number } & (
  | { type: 'text'; value: (row: Row) => string | null }
  | { type: 'day'; value: (row: Row) => string | null }
  | { type: 'number'; value: (row: Row) => number | null }
)

const TRIGGER = /^[\s"'\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/
const LONGEST_CELL = 32_000

/** Text that no spreadsheet takes for a formula: what starts like one gets an apostrophe before it. */
export function safeText(text: string): string {
  const short = text.slice(0, LONGEST_CELL)
  return TRIGGER.test(short) ? `'${short}` : short
}

/**
 * An .xlsx file with one sheet of rows, heads frozen, and a second sheet that says what the file is: who made it,
 * when and with which filter.
 */
export async function workbook<Row>(sheet: string, columns: Column<Row>[], rows: Row[], about: [string, string][]) {
  outsideTransaction('A spreadsheet')
  const heads = columns.map(({ header }) => ({ value: header, fontWeight: 'bold' as const, backgroundColor: '#ECEAE3' }))
  const data: SheetData = [heads, ...rows.map((row) => columns.map((column) => cell(column, row)))]
  const told: SheetData = about.map(([label, value]) => [{ value: label, fontWeight: 'bold' as const }, { value: safeText(value), type: String }])
  const file = writeExcelFile([
    { data, sheet, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 },
    { data: told, sheet: 'Sobre este archivo', columns: [{ width: 18 }, { width: 80 }] },
  ])
  return new Uint8Array(await file.toBuffer())
}

function cell<Row>(column: Column<Row>, row: Row) {
  const value = column.value(row)
  if (value === null || value === '') return null
  if (column.type === 'number') return { value: Number(value), type: Number }
  // A date cell has no zone: the library writes the UTC day.
  if (column.type === 'day') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd-mm-yyyy' }
  return { value: safeText(String(value)), type: String }
}

export const spreadsheetHeaders = (filename: string) => ({
  'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'Content-Disposition': `attachment; filename="${filename}"`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
