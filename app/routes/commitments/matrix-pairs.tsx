import type { Line, Matrix } from '#app/domain/commitments/queries/matrix.server.ts'
import type { MatrixState } from '#app/domain/commitments/terms.ts'
import { plural } from '#app/lib/text.ts'
import { ActionLink } from '#app/ui/link.tsx'

import { matrixAddress } from './matrix-address.ts'
import { CellLink } from './matrix-link.tsx'

const FIRST = 60

/** The same cells as a list, the most overdue first and sums at the end: for narrow windows. */
export function MatrixPairs({ matrix: { rows, columns, cells }, state, search }: { matrix: Matrix; state: MatrixState; search: URLSearchParams }) {
  const ordered = cells
    .map(({ tally, ...cell }) => ({ tally, row: rows.find(({ key }) => key === cell.row)!, column: columns.find(({ key }) => key === cell.column)! }))
    .toSorted((a, b) => Number(isSum(a)) - Number(isSum(b)) || b.tally.part - a.tally.part || b.tally.whole - a.tally.whole)
  const shown = search.get('pares') === 'todos' ? ordered : ordered.slice(0, FIRST)
  return (
    <section className="tarjeta tarjeta-justa matriz-pares" aria-label="Quién debe a quién, por parejas">
      <ul className="lista lista-filas">
        {shown.map(({ row, column, tally }) => (
          <li key={`${row.key} ${column.key}`}>
            <p><strong>{row.name}</strong> <span className="meta">debe a</span> {column.name}</p>
            <CellLink tally={tally} row={row} column={column} state={state} search={search} />
          </li>
        ))}
      </ul>
      {shown.length < ordered.length && (
        <p className="pie-lista">
          {plural(shown.length, 'pareja', 'parejas')} de {ordered.length}, las más atrasadas primero
          <ActionLink to={`${matrixAddress(search, state)}&pares=todos`}>Ver todas</ActionLink>
        </p>
      )}
    </section>
  )
}

const isSum = ({ row, column }: { row: Line; column: Line }) => [row, column].some(({ chosen }) => typeof chosen === 'object' && 'except' in chosen)
