import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Icon } from './icon.tsx'

/**
 * Filters are a plain GET form: the address is the state. Each active filter is a phrase that a link removes.
 * `keep` are the parameters of the address that this form must not lose (view, order).
 */
export function FilterBar({
  search, chips = [], clear, filters, keep = {}, actions,
}: {
  search?: { name: string; value?: string; label?: string }
  chips?: { label: string; to: string }[]
  /** Address of the saved view without filters. */
  clear?: string
  /** Fields of the form behind «Filtro». */
  filters?: ReactNode
  keep?: Record<string, string>
  /** At the right: save the view, export. */
  actions?: ReactNode
}) {
  return (
    <Form method="get" className="barra-filtros" role="search" aria-label="Filtros" preventScrollReset>
      {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {search && (
        <div className="filtrar">
          <Icon name="search" small />
          <input
            type="search"
            name={search.name}
            defaultValue={search.value}
            key={search.value}
            placeholder={search.label ?? 'Filtrar esta lista'}
            aria-label={search.label ?? 'Filtrar esta lista'}
            data-filtro
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
      )}
      {chips.length > 0 && (
        <ul className="fichas">
          {chips.map(({ label, to }) => (
            <li key={label}>
              <Link className="ficha ficha-puesta" to={to} preventScrollReset>
                {label}
                <Icon name="x" small />
                <span className="solo-lector">, quitar</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {filters && (
        <details className="mas-filtros" data-flota>
          <summary className="ficha"><Icon name="plus" small />Filtro</summary>
          <div className="mas-filtros-hoja">
            {filters}
            <button className="boton boton-primario">Aplicar</button>
          </div>
        </details>
      )}
      {clear !== undefined && chips.length > 0 && <Link className="enlace-accion" to={clear}>Limpiar</Link>}
      {actions && <div className="acciones empuja">{actions}</div>}
    </Form>
  )
}
