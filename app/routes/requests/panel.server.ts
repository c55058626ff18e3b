import { findRequest, listSteps } from '#app/domain/connection-requests/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

import { rowOf } from './row.server.ts'

/** What the list says of one request beside it; nothing of one that the viewer may not see. */
export async function panelOf(ctx: Context, folio: string | null): Promise<RecordSummary | null> {
  const request = folio ? await findRequest(ctx, folio.slice(0, 80)) : undefined
  if (!request) return null
  const row = rowOf(ctx, request, await listSteps(ctx, [request.id]))
  return {
    id: row.folio,
    to: `/solicitudes/${row.folio}`,
    folio: row.folio,
    title: row.subject,
    badge: row.badge,
    facts: [
      { label: 'Pide', text: row.asker, to: `/instituciones/${request.asker_id}` },
      { label: 'Con', text: row.with, to: request.with_id && `/instituciones/${request.with_id}` },
      { label: 'Recibida', text: row.received.title },
      { label: 'Hace', text: row.since },
      { label: 'La sigue', text: row.follower },
      { label: 'Detalle', text: request.detail && (request.detail.length > 280 ? `${request.detail.slice(0, 280)}…` : request.detail) },
    ],
  }
}
