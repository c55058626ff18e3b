import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { isBlankRow, textOf } from '#app/lib/sheets/cells.ts'
import { guessColumns, type Guess } from '#app/lib/sheets/columns.ts'
import { dayOrderOf, readDay, type DayColumn } from '#app/lib/sheets/days.ts'
import { guessHeader, headerAt } from '#app/lib/sheets/header.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { findImport, listSheets } from '../queries.server.ts'
import { fieldsFor } from '../rules/fields.ts'

/** `order` is how the column writes days; null where it holds none. */
export type GuessedColumn = Guess & { order: DayColumn['order'] | null }

/** The sheet that was chosen, with what is thought of its header and columns, until somebody says otherwise. */
export async function guessSheet(ctx: Context, id: string) {
  const { kind, settings } = found(await findImport(ctx, id))
  const { name, rows } = found((await listSheets(ctx, id))[settings.sheet ?? -1])
  const fields = fieldsFor(kind)
  const header = settings.header === undefined ? guessHeader(rows, fields.flatMap(({ words }) => words)) : headerAt(rows, settings.header)
  const body = rows.slice(header.first)
  const columns: GuessedColumn[] = []
  const turn = takingTurns()
  for (const guess of guessColumns(rows, header, fields)) {
    await turn()
    columns.push({ ...guess, order: orderOf(distinct(body.map((row) => row[guess.column] ?? null))) })
  }
  return {
    name,
    header,
    columns,
    total: body.filter((row) => !isBlankRow(row)).length,
    top: rows.slice(0, 12).map((row) => row.slice(0, 8).map((cell) => textOf(cell).slice(0, 40))),
  }
}

/** Each value once: how a column writes its days does not depend on how often. */
const distinct = (cells: Cell[]) => [...new Map(cells.map((cell) => [typeof cell === 'object' ? JSON.stringify(cell) : cell, cell])).values()]

/** What can all be read day first is read so: «01-01-2025» and «2025-01-01» stand in one column without harm. */
function orderOf(cells: Cell[]): GuessedColumn['order'] {
  const { order } = dayOrderOf(cells)
  if (order === 'none') return null
  return order === 'ymd' && cells.every((cell) => !('problem' in (readDay(cell, 'dmy') ?? {}))) ? 'dmy' : order
}
