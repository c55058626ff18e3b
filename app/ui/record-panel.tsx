import { Link } from '@remix-run/react'

import { Facts } from './facts.tsx'
import { Folio } from './folio.tsx'
import { Icon } from './icon.tsx'
import { StatusBadge, type Tone } from './status-badge.tsx'

/** What a list says of one of its records beside it. Everything is written out. */
export type RecordSummary = {
  /** The key of its row. */
  id: string
  to: string
  folio?: string
  title: string
  badge?: { tone: Tone; word: string }
  facts: { label: string; text: string | null; to?: string | null }[]
}

/** The summary of the record in `?panel=`, beside its list. The way to close it is the same list without it. */
export function RecordPanel({ record: { to, folio, title, badge, facts }, closeTo }: { record: RecordSummary; closeTo: string }) {
  const marked = Boolean(folio || badge)
  return (
    <aside className="panel-lista no-imprimir" aria-label={`Resumen de ${title}`} tabIndex={-1}>
      <div className="entre">
        {marked ? <span className="fila">{folio && <Folio>{folio}</Folio>}{badge && <StatusBadge tone={badge.tone}>{badge.word}</StatusBadge>}</span> : <h2>{title}</h2>}
        <Link className="boton boton-quieto boton-icono" to={closeTo} replace preventScrollReset title="Cerrar" data-cierra-panel>
          <Icon name="x" /><span className="solo-lector">Cerrar el resumen</span>
        </Link>
      </div>
      {marked && <h2>{title}</h2>}
      <Facts items={facts.map(({ label, text, to }) => ({ label, value: text && to ? <Link to={to}>{text}</Link> : text }))} />
      <p><Link className="boton" to={to}>Abrir la ficha</Link></p>
    </aside>
  )
}
