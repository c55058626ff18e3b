import { parts, wholes } from '#app/domain/commitments/rules/matrix.ts'
import { NOBODY, pairParams, type Chosen } from '#app/domain/commitments/rules/pairs.ts'
import type { MatrixState } from '#app/domain/commitments/terms.ts'

import { addressOf } from './matrix-address.ts'

type Side = { chosen: Chosen | typeof NOBODY }
type Where = { row?: Side; column?: Side }

/** The list behind a figure of the matrix: of a cell, of a line, of everything; its numerator or its denominator. */
export function figureAddress(search: URLSearchParams, state: MatrixState, figure: 'part' | 'whole', { row, column }: Where) {
  const debtor = row && row.chosen !== NOBODY ? row.chosen : undefined
  return addressOf('/compromisos', search, {
    vista: 'todos',
    estado: (figure === 'part' ? parts : wholes)[state],
    ...pairParams({ debtor, receiver: column?.chosen }),
  })
}
