import { listInstitutionsById, type ListedInstitution } from '#app/domain/institutions/queries/list.server.ts'
import { institutionKinds, networkStatuses } from '#app/domain/institutions/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'
import type { RecordSummary } from '#app/ui/record-panel.tsx'

/** What the list says of one institution beside it; nothing of one that the viewer may not see. */
export async function panelOf(ctx: Context, id: string | null): Promise<RecordSummary | null> {
  if (!id) return null
  const [row] = await listInstitutionsById(ctx, [id.slice(0, 80)])
  if (!row) return null
  const contact = contactOf(ctx, row)
  const owed = `/compromisos?vista=todos&institucion=${row.id}&papel=debe`
  return {
    id: row.id,
    to: `/instituciones/${row.id}`,
    title: row.name,
    facts: [
      { label: 'Tipo', text: institutionKinds[row.kind] },
      { label: 'Dónde', text: [...new Set([row.commune_name, row.region_name])].filter(Boolean).join(', ') || null },
      { label: 'Autoridad', text: row.authority?.name ?? (row.authority_title && (row.authority_known ? 'Vacante' : 'Sin registrar')), to: row.authority && `/contactos/${row.authority.person_id}` },
      { label: 'Último contacto', text: contact && `${contact.date}, ${contact.ago}` },
      { label: 'Debe', text: plural(row.open_count, 'compromiso abierto', 'compromisos abiertos'), to: `${owed}&estado=abiertos` },
      { label: 'Vencidos', text: row.overdue_count > 0 ? String(row.overdue_count) : null, to: `${owed}&estado=vencido` },
      { label: 'En la red', text: networkStatuses[row.network_status] },
      { label: 'La coordina', text: row.coordinator_name ?? 'Nadie todavía' },
    ],
  }
}

/** The day of the last meeting held with it. */
export function contactOf(ctx: Context, { last_at }: Pick<ListedInstitution, 'last_at'>) {
  if (!last_at) return null
  const day = todayIn(ctx.viewer.zone, new Date(last_at))
  return { day, date: formatDay(day), ago: agoDays(day, today(ctx)) }
}
