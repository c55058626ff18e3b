import { findMatrix, readMatrixFilter, type Cell, type Line, type Matrix } from '#app/domain/commitments/queries/matrix.server.ts'
import { shownOf, type Tally } from '#app/domain/commitments/rules/matrix.ts'
import { matrixStates, type MatrixState } from '#app/domain/commitments/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'

import { once, type Taken } from '../rules.ts'
import { commitmentFilterWords } from './filter-words.server.ts'

/** Numerator and denominator as heads of columns. */
const parts: Record<MatrixState, string> = { abiertos: 'Vencidos', vencido: 'Vencidos', cumplido: 'Cumplidos' }
const wholes: Record<MatrixState, string> = { abiertos: 'Abiertos', vencido: 'Abiertos', cumplido: 'Abiertos y cumplidos' }

/** The matrix that is seen; its pairs in a second table, one for each row. */
export async function takeMatrix(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const { state, ...filter } = readMatrixFilter(search, ctx)
  const matrix = await findMatrix(ctx, { state, ...filter })
  const figures: Column<{ tally: Tally }>[] = [
    { header: parts[state], width: 12, type: 'number', value: ({ tally }) => tally.part },
    { header: wholes[state], width: 12, type: 'number', value: ({ tally }) => tally.whole },
  ]
  const pairs: Column<Cell>[] = [
    { header: 'Debe', width: 34, type: 'text', value: ({ row }) => nameOf(matrix.rows, row) },
    { header: 'Recibe', width: 34, type: 'text', value: ({ column }) => nameOf(matrix.columns, column) },
    ...figures,
  ]
  const columns: Column<Row>[] = [{ header: 'Debe', width: 34, type: 'text', value: ({ name }) => name }, ...columnsOf(matrix, state), ...figures]
  const rows = rowsOf(matrix)
  return {
    filter: `Quién debe qué a quién: ${matrixStates[state].toLowerCase()}. ${await commitmentFilterWords(ctx, filter)}`,
    total: rows.length,
    tables: [tableOf('Matriz', columns, once(rows)), tableOf('Pares', pairs, once(matrix.cells))],
  }
}

type Row = { key: string | null; name: string; tally: Tally }

/** The last one is the sum: what is in two cells of a row counts once in it, so it is not theirs. */
const rowsOf = ({ rows, total }: Matrix): Row[] => (rows.length > 0 ? [...rows, { key: null, name: 'Total', tally: total }] : [])

const columnsOf = ({ columns, cells }: Matrix, state: MatrixState): Column<Row>[] =>
  columns.map((column) => ({
    header: column.name,
    width: 18,
    type: 'number',
    value: ({ key }) => {
      const tally = key === null ? column.tally : cells.find((cell) => cell.row === key && cell.column === column.key)?.tally
      return tally ? shownOf(state, tally) : null
    },
  }))

const nameOf = (lines: Line[], key: string) => lines.find((line) => line.key === key)?.name ?? ''
