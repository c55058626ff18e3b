/** Runs in a thread of its own: writing 20,000 rows takes seconds, in which nobody else would be answered. */

import { parentPort, workerData } from 'node:worker_threads'

import writeExcelFile, { type SheetData } from 'write-excel-file/node'

import type { Book, Sheet } from './spreadsheet.server.ts'

const { sheets, about } = workerData as Book

const bold = (value: string) => ({ value, fontWeight: 'bold' as const })
const dataOf = ({ heads, rows }: Sheet): SheetData => [
  heads.map((head) => ({ ...bold(head), backgroundColor: '#ECEAE3' })),
  ...rows.map((row) => row.map((value) => (value instanceof Date ? { value, format: 'dd-mm-yyyy' } : value))),
]
const file = writeExcelFile([
  ...sheets.map((one) => ({ data: dataOf(one), sheet: one.sheet, columns: one.widths.map((width) => ({ width })), stickyRowsCount: 1 })),
  { data: about.map(([label, value]) => [bold(label), value]), sheet: 'Sobre este archivo', columns: [{ width: 18 }, { width: 80 }] },
])
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(new Uint8Array(await file.toBuffer()))
