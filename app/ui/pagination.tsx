import { Link, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'

import { pageOf, withParams } from '#app/lib/list-address.ts'

import { Icon } from './icon.tsx'

const thousands = new Intl.NumberFormat('es-CL', { useGrouping: 'always' })

/** «1 a 50 de 214», with the page before and the page after. `from` counts from 1. */
export function Pagination({
  from, to, total, previous, next, note, children,
}: {
  from: number
  to: number
  /** Left out when counting would cost more than it tells. */
  total?: number
  previous?: string
  next?: string
  /** «orden: vence» */
  note?: string
  children?: ReactNode
}) {
  return (
    <div className="pie-lista">
      <p className="cifras">{rangeText(from, to, total)}{note && ` · ${note}`}</p>
      {(previous ?? next) !== undefined && (
        <nav className="fila" aria-label="Páginas">
          {previous !== undefined && (
            <Link className="boton boton-chico" to={previous} rel="prev">
              <Icon name="chevron-left" small />Anterior
            </Link>
          )}
          {next !== undefined && (
            <Link className="boton boton-chico" to={next} rel="next">Siguiente<Icon name="chevron-right" small /></Link>
          )}
        </nav>
      )}
      {children}
    </div>
  )
}

/** The pages of the list at this address: the same list, without the summary of a row that the other page does not have. */
export function ListPages({ from, shown, total, note }: { from: number; shown: number; total: number; note?: string }) {
  const [search] = useSearchParams()
  const page = pageOf(search)
  const to = from + shown - 1
  const at = (page: number) => withParams(search, { pagina: String(page), panel: null })
  return <Pagination from={from} to={to} total={total} note={note} previous={page > 1 ? at(page - 1) : undefined} next={to < total ? at(page + 1) : undefined} />
}

export function rangeText(from: number, to: number, total?: number) {
  if (total === 0 || to < from) return 'Nada en esta lista'
  const range = from === to ? thousands.format(from) : `${thousands.format(from)} a ${thousands.format(to)}`
  return total === undefined ? range : `${range} de ${thousands.format(total)}`
}
