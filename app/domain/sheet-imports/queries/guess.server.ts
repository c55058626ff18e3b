import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { isBlankRow, textOf } from '#app/lib/sheets/cells.ts'
import { guessColumns, type Guess } from '#app/lib/sheets/columns.ts'
import { dayOrderInTurns, readDay, type DayColumn } from '#app/lib/sheets/days.ts'
import { guessHeader, headerAt } from '#app/lib/sheets/header.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { findImport, findSheet } from '../queries.server.ts'
import { fieldsFor } from '../rules/fields.ts'

/** `order` is how the column writes days; null where it holds none. */
export type GuessedColumn = Guess & { order: DayColumn['order'] | null }

/** The sheet that was chosen, with what is thought of its header and columns, until somebody says otherwise. */
export async function guessSheet(ctx: Context, id: string) {
  const { kind, settings } = found(await findImport(ctx, id))
  const { name, rows } = found(await findSheet(ctx, id, settings.sheet))
  const fields = fieldsFor(kind)
  const header = settings.header === undefined ? guessHeader(rows, fields.flatMap(({ words }) => words)) : headerAt(rows, settings.header)
  const body = rows.slice(header.first)
  const columns: GuessedColumn[] = []
  const turn = takingTurns()
  for (const guess of guessColumns(rows, header, fields)) {
    await turn()
    columns.push({ ...guess, order: await orderOf(body.map((row) => row[guess.column] ?? null), turn) })
  }
  return {
    name,
    header,
    columns,
    total: body.filter((row) => !isBlankRow(row)).length,
    top: rows.slice(0, 12).map((row) => row.slice(0, 8).map((cell) => textOf(cell).slice(0, 40))),
  }
}

/** What can all be read day first is read so: «01-01-2025» and «2025-01-01» stand in one column without harm. */
async function orderOf(cells: Cell[], turn: () => Promise<void>): Promise<GuessedColumn['order']> {
  const { order } = await dayOrderInTurns(cells, turn)
  if (order === 'none') return null
  if (order !== 'ymd') return order
  for (const [at, cell] of [...new Set(cells)].entries()) {
    if (at % 100 === 0) await turn()
    if ('problem' in (readDay(cell, 'dmy') ?? {})) return order
  }
  return 'dmy'
}
