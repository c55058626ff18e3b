import type { Header } from './header.ts'
import type { Cell, Row } from './reading.ts'

/** What a column may be taken as. `words` are other names of it; `content` says from 0 to 1 how much cells look like it. */
export type Field<Key extends string = string> = { key: Key; words: string[]; content?: (cells: Cell[]) => number }

/** One per column of the sheet, in its order. `samples` are up to three different values, as a person reads them. */
export type Guess<Key extends string = string> = {
  column: number
  name: string
  field: Key | null
  confidence: 'sure' | 'likely' | 'none'
  samples: string[]
}

/** Guesses what each column is from its name and from what it holds. A field is given to one column at most. */
export function guessColumns<Key extends string>(rows: Row[], header: Header, fields: Field<Key>[]): Guess<Key>[] {
  throw new Error(`not written yet: ${rows.length} ${header.first} ${fields.length}`)
}
