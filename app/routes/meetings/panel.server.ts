import { findMeeting, listOutcomes } from '#app/domain/meetings/queries.server.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

import { rowOf } from './row.server.ts'

/** What the list says of one meeting beside it; nothing of one that the viewer may not see. */
export async function panelOf(ctx: Context, folio: string | null): Promise<RecordSummary | null> {
  const meeting = folio ? await findMeeting(ctx, folio.slice(0, 80)) : undefined
  if (!meeting) return null
  const outcomes = (await listOutcomes(ctx, [meeting.id])).get(meeting.id)!
  const row = rowOf(ctx, meeting, outcomes)
  return {
    id: row.folio,
    to: `/reuniones/${row.folio}`,
    folio: row.folio,
    title: row.title,
    facts: [
      { label: 'Estado', text: meetingStates[row.state] },
      { label: 'Cuándo', text: `${row.day.title}, ${row.hours}` },
      { label: 'Dónde', text: row.place },
      { label: 'Tipo', text: row.kind },
      { label: 'Con', text: outcomes.institutions.join(', ') || null },
      { label: 'A cargo de', text: row.owner },
      { label: 'Acuerdos', text: String(row.agreements), to: row.agreements > 0 ? `/reuniones/${row.folio}` : null },
      { label: 'Compromisos abiertos', text: String(row.open_commitments) },
    ],
  }
}
