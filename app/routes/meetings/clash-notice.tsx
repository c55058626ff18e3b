import { Icon } from '#app/ui/icon.tsx'
import { RecordLink } from '#app/ui/link.tsx'

import type { ClashLine } from './clashes.server.ts'

/** Who is called twice that day. A warning: saving is never refused for it. */
export function ClashNotice({ clashes, title = 'Choque de agenda' }: { clashes: ClashLine[]; title?: string }) {
  if (clashes.length === 0) return null
  const crossing = clashes.some(({ overlaps }) => overlaps)
  return (
    <section className="tarjeta border-por-vencer" aria-label={title}>
      <h2 className="fila"><Icon name="triangle-alert" />{crossing ? 'Choque de agenda: a la misma hora' : 'Choque de agenda: el mismo día'}</h2>
      <ul className="pila pila-junta">
        {clashes.map(({ folio, text, overlaps }) => (
          <li key={text}>
            {overlaps ? <strong>{text}</strong> : text}
            {folio && <> <RecordLink to={`/reuniones/${folio}`} strong={false}>{folio}</RecordLink></>}
          </li>
        ))}
      </ul>
      <p className="meta">Es solo un aviso: se puede guardar igual.</p>
    </section>
  )
}
