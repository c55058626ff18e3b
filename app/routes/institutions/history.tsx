import type { HistoryMonth } from './history.server.ts'
import type { IconName } from '#app/ui/icon.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import type { GlyphKind } from '#app/ui/glyph.tsx'

/** What happened to a record, by month, each event a sentence with its subject. */
export function History({ months, empty }: { months: HistoryMonth[]; empty?: string }) {
  return (
    <Timeline
      empty={empty}
      months={months.map(({ label, items }) => ({
        label,
        items: items.map(({ id, on, noun, text }) => ({ id, on, mark: markOf(noun), content: text })),
      }))}
    />
  )
}

const glyphs: Record<string, GlyphKind> = {
  meeting: 'circle', agenda: 'circle', attendance: 'circle', participant: 'circle', minutes: 'circle', agreement: 'diamond', convenio: 'diamond', commitment: 'square', reschedule: 'square',
}
const icons: Record<string, IconName> = {
  institution: 'building', position: 'user', tenure: 'users', person: 'user', contact_point: 'phone', internal_note: 'lock', access: 'link', relation: 'link',
}

function markOf(noun: string): { glyph: GlyphKind } | { icon: IconName } {
  const glyph = glyphs[noun]
  return glyph ? { glyph } : { icon: icons[noun] ?? 'info' }
}
