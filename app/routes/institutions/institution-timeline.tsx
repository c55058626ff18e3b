import { useSearchParams } from '@remix-run/react'

import { timelineTopics, type TimelineEvent } from '#app/domain/institutions/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { Card } from '#app/ui/card.tsx'
import type { GlyphKind } from '#app/ui/glyph.tsx'
import type { IconName } from '#app/ui/icon.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { Segmented } from '#app/ui/segmented.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

import { History } from './history.tsx'
import { Foot } from './list-sections.tsx'
import type { loadHistory, TimelineMonth } from './timeline.server.ts'

const marks: Record<TimelineEvent, { glyph: GlyphKind } | { icon: IconName }> = {
  meeting: { glyph: 'circle' },
  agreed: { glyph: 'diamond' },
  staged: { glyph: 'diamond' },
  promised: { glyph: 'square' },
  kept: { glyph: 'square-check' },
  dropped: { glyph: 'square' },
  closed: { glyph: 'square' },
  overdue: { glyph: 'square-alert' },
  asked: { icon: 'inbox' },
  answered: { icon: 'inbox' },
  took_office: { icon: 'users' },
  left_office: { icon: 'users' },
}

/** What happened with an institution, each event a sentence with the record it is about. */
export function InstitutionTimeline({ months }: { months: TimelineMonth[] }) {
  return (
    <Timeline
      empty="Todavía no hay reuniones, acuerdos ni compromisos con ella."
      months={months.map(({ label, items }) => ({
        label,
        items: items.map(({ id, on, what, lead, text, note, to }) => ({
          id,
          on,
          mark: marks[what],
          content: <>{lead}{what === 'took_office' || what === 'left_office' ? ' ' : ': '}<RecordLink strong={false} to={to}>{text}</RecordLink>{note && <span className="meta"> · {note}</span>}</>,
        })),
      }))}
    />
  )
}

/** The whole history, by topic; the changes of the record come with their authors. */
export function HistorySection({ topic, changes, months, total, page }: Awaited<ReturnType<typeof loadHistory>>) {
  const [search] = useSearchParams()
  const shown = months.reduce((sum, { items }) => sum + items.length, 0)
  const item = (tema: string | null, label: string) => ({ to: withParams(search, { tema }), label, current: topic === tema })
  return (
    <Card title="Historial">
      <Segmented
        small
        label="Qué mostrar"
        items={[item(null, 'Todo'), ...Object.entries(timelineTopics).map(([tema, label]) => item(tema, label)), item('cambios', 'Cambios de la ficha')]}
      />
      {changes ? <History months={changes} /> : <InstitutionTimeline months={months} />}
      {shown > 0 && <Foot page={page} shown={shown} total={total} />}
    </Card>
  )
}
