import { listContactPoints, type ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { readInstitutionFilter } from '#app/domain/institutions/queries/filter.server.ts'
import { listInstitutionIds, listInstitutionsById, type ListedInstitution } from '#app/domain/institutions/queries/list.server.ts'
import { institutionKinds, institutionViews, networkStatuses } from '#app/domain/institutions/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tableOf } from '#app/lib/spreadsheet.server.ts'
import { formatRut } from '#app/lib/text.ts'

import { canTakeReach } from '../policy.ts'
import { byKey, chosenColumns, dayReader, HEAD, reachColumns, sharedPoints, type Filed, type Taken } from '../rules.ts'
import { placeWords } from './filter-words.server.ts'

/** The institutions of a list, in its order; how to reach them, for whoever coordinates. */
export async function takeInstitutions(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readInstitutionFilter(search)
  const ids = await listInstitutionIds(ctx, filter)
  const { view, kind, status } = filter
  const words = await placeWords(ctx, filter, [
    view && view !== 'todas' && institutionViews[view],
    kind && institutionKinds[kind],
    status && `En la red: ${networkStatuses[status]}`,
  ], 'Todas las instituciones')
  const withReach = canTakeReach(ctx.viewer)
  const { columns, said } = chosenColumns('institutions', search, [...facts(dayReader(ctx.viewer.zone)), ...(withReach ? reachColumns<Row>() : [])])
  const pages = byKey(ids, async (some) => {
    const points = withReach ? await listContactPoints(ctx, 'institution', some) : []
    return (await listInstitutionsById(ctx, some)).map((row): Row => ({ ...row, points: sharedPoints(points, ({ institution_id }) => institution_id === row.id) }))
  })
  return { filter: words, total: ids.length, columns: said, tables: [tableOf('Instituciones', columns, pages)] }
}

type Row = ListedInstitution & { points: ContactPoint[] }

const facts = (dayOf: (instant: string) => string): Filed<Row>[] => [
  { of: HEAD, header: 'Institución', width: 30, type: 'text', value: (row) => row.short_name },
  { header: 'Nombre completo', width: 48, type: 'text', value: (row) => row.name },
  { header: 'RUT', width: 14, type: 'text', value: (row) => row.rut && formatRut(row.rut) },
  { of: 'tipo', header: 'Tipo', width: 26, type: 'text', value: (row) => institutionKinds[row.kind] },
  { of: 'lugar', header: 'Región', width: 20, type: 'text', value: (row) => row.region_name },
  { of: 'lugar', header: 'Comuna', width: 20, type: 'text', value: (row) => row.commune_name },
  { of: 'red', header: 'En la red', width: 18, type: 'text', value: (row) => networkStatuses[row.network_status] },
  { of: 'red', header: 'Miembro desde', width: 12, type: 'day', value: (row) => row.member_since_on },
  { of: 'autoridad', header: 'Autoridad', width: 30, type: 'text', value: (row) => row.authority?.name ?? (row.authority_title && 'Vacante') },
  { of: 'autoridad', header: 'Cargo', width: 24, type: 'text', value: (row) => row.authority_title },
  { of: 'contacto', header: 'Última reunión', width: 12, type: 'day', value: (row) => row.last_at && dayOf(row.last_at) },
  { of: 'debe', header: 'Compromisos abiertos', width: 12, type: 'number', value: (row) => row.open_count },
  { of: 'debe', header: 'Vencidos', width: 10, type: 'number', value: (row) => row.overdue_count },
  { of: 'coordina', header: 'La coordina', width: 26, type: 'text', value: (row) => row.coordinator_name },
]
