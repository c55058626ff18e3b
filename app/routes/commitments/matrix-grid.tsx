import { Link } from '@remix-run/react'

import type { Cell, Line, Matrix } from '#app/domain/commitments/queries/matrix.server.ts'
import { partWords, wholeWords, type Tally } from '#app/domain/commitments/rules/matrix.ts'
import { onlyOf } from '#app/domain/commitments/rules/pairs.ts'
import type { MatrixState } from '#app/domain/commitments/terms.ts'
import { formatNumber } from '#app/lib/text.ts'
import { RecordLink } from '#app/ui/link.tsx'

import { figureAddress } from './figure-address.ts'
import { CellLink } from './matrix-link.tsx'

type Shown = { matrix: Matrix; state: MatrixState; search: URLSearchParams }

/** Rows owe, columns receive; wide ones move sideways inside their frame, heads and names in view. */
export function MatrixGrid({ matrix: { rows, columns, cells, total }, state, search }: Shown) {
  const wide = columns.length > 8
  const cellOf = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keys that scroll it
    <div className="tarjeta tarjeta-justa matriz-marco" role="region" aria-label="Matriz de quién debe a quién" tabIndex={0}>
      <table className="matriz" data-ancha={wide ? '' : undefined}>
        <caption className="solo-lector">Lo que cada institución, en su fila, debe a cada una de las que reciben, en su columna</caption>
        <thead>
          <tr>
            <th scope="col">Debe <span className="meta no-imprimir">a quien recibe, hacia la derecha</span></th>
            <th scope="col" className="matriz-total">En total</th>
            {columns.map((column) => <th key={column.key} scope="col"><Name line={column} /></th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row"><Name line={row} /></th>
              <td className="matriz-total"><Rate tally={row.tally} where={{ row }} state={state} search={search} /></td>
              {columns.map((column) => (
                <td key={column.key}><Figure cell={cellOf.get(`${row.key} ${column.key}`)} row={row} column={column} state={state} search={search} /></td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">En total</th>
            <td className="matriz-total"><Rate tally={total} where={{}} state={state} search={search} /></td>
            {columns.map((column) => (
              <td key={column.key}><Rate tally={column.tally} where={{ column }} state={state} search={search} /></td>
            ))}
          </tr>
        </tfoot>
      </table>
      {wide && state === 'abiertos' && <p className="solo-impresion">Cada casilla: abiertos y, entre paréntesis, cuántos de ellos vencidos.</p>}
    </div>
  )
}

function Name({ line }: { line: Line }) {
  const id = onlyOf(line.chosen)
  return (
    <>
      {id ? <RecordLink to={`/instituciones/${id}`}>{line.name}</RecordLink> : <span className="font-[650]">{line.name}</span>}
      {line.ours && <span className="meta block">Nuestra institución</span>}
    </>
  )
}

function Figure({ cell, row, column, ...rest }: { cell?: Cell; row: Line; column: Line; state: MatrixState; search: URLSearchParams }) {
  return cell ? <CellLink tally={cell.tally} row={row} column={column} {...rest} /> : null
}

/** Numerator and denominator, each with its list. */
function Rate({ tally, where, state, search }: { tally: Tally; where: { row?: Line; column?: Line }; state: MatrixState; search: URLSearchParams }) {
  return (
    <>
      <span className="matriz-breve">{formatNumber(tally.part)} de {formatNumber(tally.whole)}</span>
      <span className="matriz-palabras">
        <span className="matriz-junto">{tally.part > 0 ? <Link className={state === 'cumplido' ? undefined : 'text-vencido'} to={figureAddress(search, state, 'part', where)}>{partWords(state, tally)}</Link> : partWords(state, tally)}</span>
        {' '}<span className="matriz-junto">de <Link to={figureAddress(search, state, 'whole', where)}>{wholeWords(state, tally)}</Link></span>
      </span>
    </>
  )
}
