/** A day is `YYYY-MM-DD`; an empty cell is null. Every text is written as text, whatever it looks like. */
export type Column<Row> = { header: string; width: number } & (
  | { type: 'text' | 'phone'; value: (row: Row) => string | null }
  | { type: 'day'; value: (row: Row) => string | null }
  | { type: 'number'; value: (row: Row) => number | null }
)

export type Head = { header: string; width: number; type: 'text' | 'phone' | 'day' | 'number' }
/** Texts are already safe; a phone keeps its plus where a cell says that it is text. */
export type Cell = string | number | null

/** Rows to write, read while they are written. */
export type Table = { name: string; heads: Head[]; pages: () => AsyncIterable<Cell[][]> }

/** Signs that begin a formula, also those of other widths, after what is not seen. */
const TRIGGER = /^[\s"'\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\t\r\n]/u
/** XML has no such characters, and no list needs them. */
// oxlint-disable-next-line no-control-regex -- they are what is taken away
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** Several, with a semicolon between. Figures cannot do harm. */
const PHONES = /^\+[\d +;]{5,200}$/
const LONGEST_CELL = 32_000

/** Text that no spreadsheet takes for a formula: what starts like one gets an apostrophe before it. */
export function safeText(text: string): string {
  const short = text.replace(UNWRITABLE, '').slice(0, LONGEST_CELL).toWellFormed()
  return TRIGGER.test(short) ? `'${short}` : short
}

/** Takes away the apostrophe that `safeText` puts, and no other: «'=1» was «=1», and «'Higgins» stays. */
export function plainText(text: string): string {
  return text.startsWith("'") && TRIGGER.test(text.slice(1)) ? text.slice(1) : text
}

export const tableOf = <Row>(name: string, columns: Column<Row>[], pages: () => AsyncIterable<Row[]>): Table => ({
  name,
  heads: columns.map(({ header, width, type }) => ({ header: safeText(header), width, type })),
  async *pages() {
    for await (const page of pages()) yield page.map((row) => columns.map((column) => cell(column, row)))
  },
})

function cell<Row>(column: Column<Row>, row: Row): Cell {
  const value = column.value(row)
  if (value === null || value === '') return null
  if (column.type === 'number') return Number(value)
  const isItself = column.type === 'day' || (column.type === 'phone' && PHONES.test(String(value)))
  return isItself ? String(value) : safeText(String(value))
}
