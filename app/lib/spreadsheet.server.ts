import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

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
  const short = text.slice(0, LONGEST_CELL).toWellFormed()
  return TRIGGER.test(short) ? `'${short}` : short
}

/** Takes away the apostrophe that `safeText` puts, and no other: «'=1» was «=1», and «'Higgins» stays. */
export function plainText(text: string): string {
  return text.startsWith("'") && TRIGGER.test(text.slice(1)) ? text.slice(1) : text
}

/** What the thread that writes is given. Dates are the midnight in UTC of their day: a date cell has no zone. */
export type Book = { sheets: Sheet[]; about: [label: string, value: string][] }
export type Sheet = { sheet: string; heads: string[]; widths: number[]; rows: (string | number | Date | null)[][] }

/**
 * An .xlsx file with a sheet of rows, heads frozen, any others, and a last one that says what the file is: who made it,
 * when and with which filter.
 */
export async function workbook(sheets: Sheet[], about: Book['about']) {
  outsideTransaction('A spreadsheet')
  return written({ sheets, about: about.map(([label, value]) => [label, safeText(value)]) })
}

export const sheetOf = <Row>(sheet: string, columns: Column<Row>[], rows: Row[]): Sheet => ({
  sheet,
  heads: columns.map(({ header }) => safeText(header)),
  widths: columns.map(({ width }) => width),
  rows: rows.map((row) => columns.map((column) => cell(column, row))),
})

function cell<Row>(column: Column<Row>, row: Row) {
  const value = column.value(row)
  if (value === null || value === '') return null
  if (column.type === 'number') return Number(value)
  return column.type === 'day' ? new Date(`${value}T00:00:00Z`) : safeText(String(value))
}

/** By its name and not by its place: the build gathers this module with others, and threads start from a file. */
const thread = createRequire(import.meta.url).resolve('#app/lib/spreadsheet-thread.server.ts')

function written(book: Book) {
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const worker = new Worker(thread, { workerData: book })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the spreadsheet was not written (${code})`)))
  })
}

export const spreadsheetHeaders = (filename: string) => ({
  'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'Content-Disposition': `attachment; filename="${filename}"`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
