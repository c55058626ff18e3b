import { countGroups, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { findMatrix, readMatrixFilter, type Matrix } from '#app/domain/commitments/queries/matrix.server.ts'
import type { Tally } from '#app/domain/commitments/rules/matrix.ts'
import type { Context } from '#app/lib/context.server.ts'
import { figureAddress } from '#app/routes/commitments/figure-address.ts'

/** The matrix of an address, as «debtor → receiver: part of whole» lines; for reading in a test. */
export async function readMatrix(ctx: Context, query = '', most?: number) {
  const search = new URLSearchParams(query)
  const matrix = await findMatrix(ctx, readMatrixFilter(search, ctx), most)
  const named = (lines: Matrix['rows'], key: string) => lines.find((line) => line.key === key)?.name ?? key
  return {
    matrix,
    cells: matrix.cells.map(({ row, column, tally }) => `${named(matrix.rows, row)} → ${named(matrix.columns, column)}: ${told(tally)}`).toSorted(),
    rows: matrix.rows.map(({ name, tally }) => `${name}: ${told(tally)}`),
    columns: matrix.columns.map(({ name, tally }) => `${name}: ${told(tally)}`),
    total: told(matrix.total),
  }
}

const told = ({ part, whole }: Tally) => `${part} de ${whole}`

/**
 * Figures of a matrix that differ from the length of the list behind them, each with both and its address; and how many
 * figures there are.
 */
export async function compareWithLists(ctx: Context, query: string, most?: number) {
  const search = new URLSearchParams(query)
  const filter = readMatrixFilter(search, ctx)
  const { rows, columns, cells, total } = await findMatrix(ctx, filter, most)
  const places = [
    { tally: total },
    ...rows.map((row) => ({ row, tally: row.tally })),
    ...columns.map((column) => ({ column, tally: column.tally })),
    ...cells.map(({ tally, ...cell }) => ({ row: rows.find(({ key }) => key === cell.row)!, column: columns.find(({ key }) => key === cell.column)!, tally })),
  ]
  const wrong: string[] = []
  for (const { tally, ...where } of places) {
    for (const figure of ['part', 'whole'] as const) {
      const address = figureAddress(search, filter.state, figure, where)
      const list = await countGroups(ctx, readCommitmentFilter(new URL(address, 'http://localhost').searchParams, ctx))
      if (list.total !== tally[figure]) wrong.push(`${tally[figure]}, and ${list.total} in ${address}`)
    }
  }
  return { wrong, figures: places.length * 2, sides: [rows.length, columns.length] }
}
