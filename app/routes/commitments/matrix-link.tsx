import { Link } from '@remix-run/react'

import type { Line } from '#app/domain/commitments/queries/matrix.server.ts'
import { partWords, shownOf, wholeWords, type Tally } from '#app/domain/commitments/rules/matrix.ts'
import type { MatrixState } from '#app/domain/commitments/terms.ts'
import { formatNumber } from '#app/lib/text.ts'

import { figureAddress } from './figure-address.ts'

/** «3 abiertos · 1 vencido», with the list behind; narrow paper says «3 (1)». */
export function CellLink({ tally, row, column, state, search }: { tally: Tally; row: Line; column: Line; state: MatrixState; search: URLSearchParams }) {
  const late = state === 'abiertos' && tally.part > 0
  return (
    <Link to={figureAddress(search, state, state === 'abiertos' ? 'whole' : 'part', { row, column })}>
      <span className="matriz-breve">{formatNumber(shownOf(state, tally))}{late && ` (${formatNumber(tally.part)})`}</span>
      <span className="matriz-palabras">
        <span className={state === 'vencido' ? 'matriz-junto text-vencido' : 'matriz-junto'}>
          {state === 'abiertos' ? wholeWords(state, tally) : partWords(state, tally)}{late && ' ·'}
        </span>
        {late && <> <span className="matriz-junto text-vencido">{partWords(state, tally)}</span></>}
      </span>
    </Link>
  )
}
