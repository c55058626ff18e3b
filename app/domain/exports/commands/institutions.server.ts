import { listContactPoints, type ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { listInstitutions, PAGE_SIZE, type InstitutionFilter } from '#app/domain/institutions/queries/list.server.ts'
import { institutionKinds, institutionSorts, institutionViews, networkStatuses } from '#app/domain/institutions/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { oneOfParam, orderOf, wordsOf } from '#app/lib/list-address.ts'
import type { Column } from '#app/lib/spreadsheet.server.ts'

import { placeWords } from '../queries/filter-words.server.ts'
import { dayReader, reachColumns, sharedPoints } from '../rules.ts'
import { writeBook } from './write.server.ts'

/** The institutions of a list as a spreadsheet, in its order; how to reach them, for whoever coordinates. */
export async function exportInstitutions(ctx: Context, search: URLSearchParams) {
  const filter = filterIn(search)
  const rows = await everyInstitution(ctx, filter)
  const { view, kind, status } = filter
  const words = await placeWords(ctx, filter, [
    view && view !== 'todas' && institutionViews[view],
    kind && institutionKinds[kind],
    status && `En la red: ${networkStatuses[status]}`,
  ], 'Todas las instituciones')
  const withReach = canEditDirectory(ctx.viewer)
  const points = withReach ? await listContactPoints(ctx, 'institution', rows.map(({ id }) => id)) : []
  const reachable = rows.map((row) => ({ ...row, points: sharedPoints(points, ({ institution_id }) => institution_id === row.id) }))
  const columns = [...facts(dayReader(ctx.viewer.zone)), ...(withReach ? reachColumns<Row>() : [])]
  return writeBook(ctx, reachable, { what: 'instituciones', columns, filter: words })
}

/** As the list of institutions reads its address. */
function filterIn(search: URLSearchParams): InstitutionFilter {
  const q = wordsOf(search)
  return {
    view: oneOfParam(search, 'vista', institutionViews) ?? (q ? 'todas' : 'red'),
    q,
    kind: oneOfParam(search, 'tipo', institutionKinds),
    region: search.get('region') || undefined,
    status: oneOfParam(search, 'red', networkStatuses),
    ...orderOf(search, institutionSorts),
  }
}

async function everyInstitution(ctx: Context, filter: InstitutionFilter) {
  const first = await listInstitutions(ctx, { ...filter, page: 1 })
  const rows = [...first.institutions]
  for (let page = 2; page <= Math.ceil(first.total / PAGE_SIZE); page++) {
    rows.push(...(await listInstitutions(ctx, { ...filter, page })).institutions)
  }
  return rows
}

type Row = Awaited<ReturnType<typeof everyInstitution>>[number] & { points: ContactPoint[] }

const facts = (dayOf: (instant: string) => string): Column<Row>[] => [
  { header: 'Institución', width: 30, type: 'text', value: (row) => row.short_name },
  { header: 'Nombre completo', width: 48, type: 'text', value: (row) => row.name },
  { header: 'Tipo', width: 26, type: 'text', value: (row) => institutionKinds[row.kind] },
  { header: 'Región', width: 20, type: 'text', value: (row) => row.region_name },
  { header: 'Comuna', width: 20, type: 'text', value: (row) => row.commune_name },
  { header: 'En la red', width: 18, type: 'text', value: (row) => networkStatuses[row.network_status] },
  { header: 'Miembro desde', width: 12, type: 'day', value: (row) => row.member_since_on },
  { header: 'Autoridad', width: 30, type: 'text', value: (row) => row.authority?.name ?? (row.authority_title && 'Vacante') },
  { header: 'Cargo', width: 24, type: 'text', value: (row) => row.authority_title },
  { header: 'Última reunión', width: 12, type: 'day', value: (row) => row.last_at && dayOf(row.last_at) },
  { header: 'Compromisos abiertos', width: 12, type: 'number', value: (row) => row.open_count },
  { header: 'Vencidos', width: 10, type: 'number', value: (row) => row.overdue_count },
]
