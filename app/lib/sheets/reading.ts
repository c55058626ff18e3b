/** What was understood of a foreign file: plain data, that a thread may send and a column of JSON may keep. */

/** A day is `YYYY-MM-DD`; `time` is there when the cell held one, `HH:MM`. */
export type DayCell = { day: string; time?: string }

/** What a cell holds. A number of a phone or a RUT is a number: `textOf` writes it with all its figures. */
export type Cell = null | string | number | boolean | DayCell

/** Every row of a sheet is as long as its longest one. */
export type Row = Cell[]

/** `rows[n]` is row `n + 1` of the file, so that what is said of a row can be found there. Empty rows at the end are left out. */
export type Sheet = { name: string; isHidden: boolean; rows: Row[] }

export type Format = 'xlsx' | 'csv' | 'vcf' | 'paste'
export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'
export type Separator = ';' | ',' | '\t' | '|'

/** `encoding` and `separator` are null where the format has none. `notes` are sentences for a person. */
export type Reading = { format: Format; encoding: Encoding | null; separator: Separator | null; sheets: Sheet[]; notes: string[] }

/** A file that is not read; the message is a sentence for a person: what is wrong, and what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

/** The most that is read of a file; beyond it, it is refused. A longer cell is cut, and said. */
export const MOST = {
  bytes: 10 * 1024 * 1024,
  unpacked: 20 * 1024 * 1024,
  rows: 20_000,
  columns: 200,
  cells: 1_000_000,
  text: 20 * 1024 * 1024,
  cell: 32_767,
  sheets: 50,
}
