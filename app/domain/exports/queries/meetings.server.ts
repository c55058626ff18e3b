import { listMeetingIds, listMeetingsById, listOutcomes, readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingKinds, meetingStates, modalities, zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatTime } from '#app/lib/dates.ts'
import { listSeries } from '#app/domain/series/queries.server.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'

import { byKey, type Taken } from '../rules.ts'
import { meetingFilterWords } from './filter-words.server.ts'

/** The meetings of a filter, the earliest first unless the list has another order. */
export async function takeMeetings(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readMeetingFilter(search)
  const ids = await listMeetingIds(ctx, filter)
  const [words] = await meetingFilterWords(ctx, [filter])
  return { filter: words!, total: ids.length, tables: [tableOf('Reuniones', columns, byKey(ids, (some) => listWithOutcomes(ctx, some)))] }
}

async function listWithOutcomes(ctx: Context, ids: string[]) {
  const meetings = inOrder(ids, [...(await listMeetingsById(ctx, ids)).values()])
  const outcomes = await listOutcomes(ctx, ids)
  const series = await listSeries(ctx, [...new Set(meetings.flatMap(({ series_id }) => series_id ?? []))])
  return meetings.map((meeting) => ({ ...meeting, outcomes: outcomes.get(meeting.id), series: series.get(meeting.series_id ?? '') }))
}

type Row = Awaited<ReturnType<typeof listWithOutcomes>>[number]

const columns: Column<Row>[] = [
  { header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
  { header: 'Reunión', width: 46, type: 'text', value: (row) => row.title },
  { header: 'Tipo', width: 18, type: 'text', value: (row) => meetingKinds[row.kind] },
  { header: 'Estado', width: 14, type: 'text', value: (row) => meetingStates[row.state] },
  { header: 'Fecha', width: 12, type: 'day', value: startDay },
  { header: 'Hasta', width: 12, type: 'day', value: (row) => (row.end_local ? row.end_local.slice(0, 10) : addDays(row.until_on!, -1)) },
  { header: 'Inicio', width: 8, type: 'text', value: (row) => row.start_local && formatTime(row.start_local) },
  { header: 'Término', width: 8, type: 'text', value: (row) => row.end_local && formatTime(row.end_local) },
  { header: 'Hora de', width: 14, type: 'text', value: (row) => zoneCities[row.zone as Zone] ?? row.zone },
  { header: 'Modalidad', width: 20, type: 'text', value: (row) => modalities[row.modality] },
  { header: 'Lugar', width: 32, type: 'text', value: (row) => row.place },
  { header: 'Comuna', width: 18, type: 'text', value: (row) => row.commune_name },
  { header: 'Serie', width: 32, type: 'text', value: ({ series }) => series ? `${ruleWords(series.rule, series.start_local.slice(0, 10))}, hasta el ${formatDay(series.last_on)}` : null },
  { header: 'Instituciones', width: 50, type: 'text', value: (row) => row.outcomes?.institutions.join('; ') ?? null },
  { header: 'Convoca', width: 26, type: 'text', value: (row) => row.organiser_name },
  { header: 'A cargo de', width: 24, type: 'text', value: (row) => row.owner_name },
  { header: 'Acuerdos', width: 10, type: 'number', value: (row) => row.outcomes?.agreements ?? 0 },
  { header: 'Compromisos abiertos', width: 12, type: 'number', value: (row) => row.outcomes?.open_commitments ?? 0 },
]
