import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { partyRoles } from '#app/domain/agreements/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { capitalised } from '#app/lib/text.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

import { rowOf } from './row.server.ts'

/** What the register says of one agreement beside it; nothing of one that the viewer may not see. */
export async function panelOf(ctx: Context, folio: string | null): Promise<RecordSummary | null> {
  const agreement = folio ? await findAgreement(ctx, folio.slice(0, 80)) : undefined
  if (!agreement) return null
  const row = rowOf(agreement)
  return {
    id: row.folio,
    to: `/acuerdos/${row.folio}`,
    folio: row.folio,
    title: row.text,
    badge: row.state,
    facts: [
      { label: 'Tipo', text: row.kind },
      { label: 'Acordado', text: row.agreed.text },
      { label: 'Reunión', text: row.meeting_folio ?? 'Sin reunión', to: row.meeting_folio && `/reuniones/${row.meeting_folio}` },
      ...agreement.parties.slice(0, 8).map(({ role, name, institution_id }) => ({ label: capitalised(partyRoles[role]), text: name, to: `/instituciones/${institution_id}` })),
      { label: 'Avance', text: [row.progress, row.overdue].filter(Boolean).join(', '), to: `/acuerdos/${row.folio}` },
      { label: 'Vigencia', text: row.valid },
    ],
  }
}
