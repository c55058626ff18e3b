import { textOf } from '#app/lib/sheets/cells.ts'
import { readDay } from '#app/lib/sheets/days.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'

import type { Settings } from './settings.ts'

export type StoredRow = { position: number; line: number; cells: Cell[]; fixed: Record<string, string>; skipped: boolean }

/** What a row says, by field: texts as a person reads them; days as `YYYY-MM-DD`, or the sentence of what is wrong. */
export type Values = { text: (field: string) => string; day: (field: string) => { day: string | null } | { problem: string } }

/** A row through the columns that were chosen. What somebody corrected wins. */
export function valuesOf({ cells, fixed }: Pick<StoredRow, 'cells' | 'fixed'>, { columns = {}, days }: Settings): Values {
  const columnOf = new Map(Object.entries(columns).flatMap(([column, field]) => (field ? [[field, Number(column)] as const] : [])))
  const cellOf = (field: string): Cell => {
    if (fixed[field] !== undefined) return fixed[field]
    const column = columnOf.get(field)
    return column === undefined ? null : (cells[column] ?? null)
  }
  return {
    text: (field) => textOf(cellOf(field)).replace(/\s+/g, ' '),
    day: (field) => readDay(cellOf(field), fixed[field] === undefined ? (days[columnOf.get(field) ?? -1] ?? 'dmy') : 'dmy') ?? { day: null },
  }
}
