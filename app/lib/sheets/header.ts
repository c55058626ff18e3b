import type { Row } from './reading.ts'

/** Where the names of the columns are. `row` and `first` are indexes in `rows`; without a header `row` is null. */
export type Header = { row: number | null; first: number; names: string[] }

/** Guesses which row names the columns: titles and empty rows may stand above it, and a second row of names below. */
export function guessHeader(rows: Row[]): Header {
  throw new Error(`not written yet: ${rows.length}`)
}

/** The header when a person says which row it is; null when the sheet has none. */
export function headerAt(rows: Row[], row: number | null): Header {
  throw new Error(`not written yet: ${rows.length} ${row}`)
}
