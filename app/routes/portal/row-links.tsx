import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { DatedText } from '#app/ui/dated-text.tsx'
import { Glyph, type GlyphKind } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'


type Row = { to: string; title: string; detail: string; glyph: GlyphKind }

/** A heading and a card whose rows are links, each a line of thumb height. */
export function RowLinks({ id, title, rows, children }: { id: string; title: string; rows: Row[]; children?: ReactNode }) {
  return (
    <section className="puerta-seccion" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="tarjeta tarjeta-justa filas-enlace">
        {rows.map(({ to, title, detail, glyph }) => (
          <li key={to}>
            <Link to={to}>
              <Glyph kind={glyph} />
              <span className="puerta-fila">
                <b>{title}</b>
                <span className="meta"><DatedText>{detail}</DatedText></span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
