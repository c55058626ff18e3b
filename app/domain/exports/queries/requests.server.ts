import { listRequestIds, listRequestsById, listSteps, readRequestFilter, type ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf, stretchesOf, type Stretch } from '#app/domain/connection-requests/rules.ts'
import { requestStates, type RequestState } from '#app/domain/connection-requests/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'

import { byKey, type Taken } from '../rules.ts'
import { requestFilterWords } from './filter-words.server.ts'

/** The requests of a filter, in the order of the list, with the days corridos in each state. */
export async function takeRequests(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readRequestFilter(search)
  const day = today(ctx)
  const ids = await listRequestIds(ctx, filter)
  const pages = byKey(ids, async (some) => {
    const page = await listRequestsById(ctx, some)
    const steps = Map.groupBy(await listSteps(ctx, some), ({ request_id }) => request_id)
    return page.map((row) => ({ ...row, stretches: stretchesOf(row, steps.get(row.id) ?? [], day) }))
  })
  return { filter: await requestFilterWords(ctx, filter), total: ids.length, tables: [tableOf('Solicitudes', columns, pages)] }
}

type Row = ConnectionRequest & { stretches: Stretch[] }

const TIMED = ['received', 'in_progress', 'meeting_called', 'agreement'] as const

/** Empty when it never was in that state. */
const daysIn = ({ stretches }: Row, state: RequestState) => {
  const own = stretches.filter((stretch) => stretch.state === state)
  return own.length > 0 ? own.reduce((sum, { days }) => sum + days, 0) : null
}

const columns: Column<Row>[] = [
  { header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
  { header: 'Sobre qué', width: 60, type: 'text', value: (row) => row.subject },
  { header: 'Pide', width: 28, type: 'text', value: (row) => row.asker_name },
  { header: 'Tipo de contraparte', width: 26, type: 'text', value: (row) => institutionKinds[row.with_kind] },
  { header: 'Con', width: 28, type: 'text', value: (row) => row.with_name },
  { header: 'La sigue', width: 24, type: 'text', value: (row) => row.follow_up_name },
  { header: 'Recibida', width: 12, type: 'day', value: (row) => row.received_on },
  { header: 'Estado', width: 20, type: 'text', value: (row) => badgeOf(row).word },
  ...TIMED.map((state): Column<Row> => ({ header: `Días corridos: ${requestStates[state].toLowerCase()}`, width: 14, type: 'number', value: (row) => daysIn(row, state) })),
  { header: 'Cerrada el', width: 12, type: 'day', value: (row) => row.closed_on },
  { header: 'En qué quedó', width: 50, type: 'text', value: (row) => row.outcome_text },
]
