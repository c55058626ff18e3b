import { listRequestsAfter, listSteps, readRequestFilter, type ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf, stretchesOf, type Stretch } from '#app/domain/connection-requests/rules.ts'
import { requestStates, type RequestState } from '#app/domain/connection-requests/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import type { Column } from '#app/lib/spreadsheet.server.ts'

import { requestFilterWords } from '../queries/filter-words.server.ts'
import { everyRow, writeBook } from './write.server.ts'

/** The requests of a filter as a spreadsheet, the latest received first, with the days corridos in each state. */
export async function exportRequests(ctx: Context, search: URLSearchParams) {
  const filter = readRequestFilter(search)
  const day = today(ctx)
  const rows = await everyRow(async (after, limit) => {
    const page = await listRequestsAfter(ctx, filter, after, limit)
    const steps = await listSteps(ctx, page.map(({ id }) => id))
    return page.map((row) => ({ ...row, stretches: stretchesOf(row, steps.filter(({ request_id }) => request_id === row.id), day) }))
  })
  const ordered = rows.toSorted((a, b) => compare(b.received_on, a.received_on) || compare(b.folio, a.folio))
  return writeBook(ctx, ordered, { what: 'solicitudes', columns, filter: await requestFilterWords(ctx, filter) })
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

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
