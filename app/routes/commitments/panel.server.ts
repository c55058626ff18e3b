import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

import { rowOf } from './row.server.ts'

/** What the list says of one commitment beside it; nothing of one that the viewer may not see. */
export async function panelOf(ctx: Context, folio: string | null): Promise<RecordSummary | null> {
  const commitment = folio ? await findCommitment(ctx, folio.slice(0, 80)) : undefined
  if (!commitment) return null
  const row = rowOf(ctx, commitment)
  const { agreement_folio, meeting_folio } = commitment
  return {
    id: row.folio,
    to: `/compromisos/${row.folio}`,
    folio: row.folio,
    title: row.text,
    badge: row.status,
    facts: [
      { label: 'Debe', text: row.owes, to: `/instituciones/${commitment.debtor_id}` },
      { label: 'Recibe', text: row.receives.replace(/^a /, '') || null },
      { label: 'Vence', text: row.due ? row.due.title : 'Sin fecha' },
      { label: 'Original', text: row.before },
      { label: 'Lo sigue', text: row.follower },
      { label: 'Acuerdo', text: agreement_folio, to: agreement_folio && `/acuerdos/${agreement_folio}` },
      { label: 'Reunión', text: meeting_folio, to: meeting_folio && `/reuniones/${meeting_folio}` },
      { label: 'Último movimiento', text: row.moved.replace(/^movida /, '') },
    ],
  }
}
