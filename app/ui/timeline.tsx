import type { ReactNode } from 'react'

import { Glyph, type GlyphKind } from './glyph.tsx'
import { Icon, type IconName } from './icon.tsx'

export type TimelineItem = {
  id: string
  /** Short date as shown («20-11»), machine date, and full date for the pointer that waits. */
  on: { text: string; datetime: string; title?: string }
  mark: { glyph: GlyphKind } | { icon: IconName }
  content: ReactNode
}

/** What happened, by month, newest first, on a grey line: the copper one means lineage and nothing else. */
export function Timeline({
  months, empty = 'Todavía no hay actividad.',
}: { months: { label: string; items: TimelineItem[] }[]; empty?: ReactNode }) {
  if (months.length === 0) return <p className="meta">{empty}</p>
  return (
    <div className="cronologia">
      {months.map(({ label, items }) => (
        <section key={label}>
          <h3>{label}</h3>
          <ol>
            {items.map(({ id, on, mark, content }) => (
              <li key={id}>
                <time dateTime={on.datetime} title={on.title}>{on.text}</time>
                {'glyph' in mark ? <Glyph kind={mark.glyph} small /> : <Icon name={mark.icon} />}
                <div>{content}</div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
