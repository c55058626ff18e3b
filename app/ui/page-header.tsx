import type { ReactNode } from 'react'

import { Folio } from './folio.tsx'

/** Folio and state, title, one line of facts; actions at the right, below on phones. The primary comes last. */
export function PageHeader({
  title, folio, state, kicker, facts, actions,
}: {
  title: ReactNode
  folio?: string
  /** A status badge. */
  state?: ReactNode
  /** A line above the title instead of a folio («Servicio regional · depende de MINVU»). */
  kicker?: ReactNode
  facts?: ReactNode
  actions?: ReactNode
}) {
  const record = Boolean(folio || state || kicker)
  return (
    <header className={record ? 'cabecera cabecera-ficha' : 'cabecera'}>
      <div className="cabecera-titulo">
        {record && (
          <div className="fila">
            {folio && <Folio>{folio}</Folio>}
            {state}
            {kicker && <span className="meta fila">{kicker}</span>}
          </div>
        )}
        <h1>{title}</h1>
        {facts && <div className="cabecera-hechos">{facts}</div>}
      </div>
      {actions && <div className="acciones">{actions}</div>}
    </header>
  )
}
