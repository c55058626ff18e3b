import type { Cell } from './reading.ts'

/** In which order a column writes day, month and year. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

/**
 * How a column writes its days. `ambiguous` when every one could be read both ways: ask. `against` are the indexes of the
 * cells that hold a day in another order, `unread` of those that hold none.
 */
export type DayColumn = { order: DayOrder | 'ambiguous' | 'none'; against: number[]; unread: number[] }

export type ReadDay = { day: string } | { problem: string }

/** A day in a cell; null when it is empty. Never guesses: what is no day of the calendar is a problem, in a sentence. */
export function readDay(cell: Cell, order: DayOrder): ReadDay | null {
  throw new Error(`not written yet: ${String(cell)} ${order}`)
}

/** Looks at a whole column: one «25-03-2024» tells how «04-03-2024» is meant. */
export function dayOrderOf(cells: Cell[]): DayColumn {
  throw new Error(`not written yet: ${cells.length}`)
}
