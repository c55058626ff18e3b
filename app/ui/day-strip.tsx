import { Link } from '@remix-run/react'

import { Glyph, type GlyphKind } from './glyph.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A few days with their marks. `name` is the whole sentence («martes 24 de noviembre, 3 reuniones»). */
export function DayStrip({
  label, days,
}: {
  label: string
  days: { to: string; name: string; weekday: string; number: string; marks: GlyphKind[]; current?: boolean }[]
}) {
  return (
    <nav className="tira-dias" aria-label={label}>
      <ul>
        {days.map(({ to, name, weekday, number, marks, current }) => (
          <li key={to}>
            <Link to={to} aria-current={current ? 'date' : undefined}>
              <span>{weekday} <b>{number}</b></span>
              <VisuallyHidden>: {name}</VisuallyHidden>
              <span className="puntos">{marks.slice(0, 5).map((kind, at) => <Glyph key={at} kind={kind} />)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
