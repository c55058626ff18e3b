import { listMeetingIds, listMeetingsById, listOutcomes, readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingKinds, meetingStates, modalities, zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatTime } from '#app/lib/dates.ts'
import { listSeries } from '#app/domain/series/queries.server.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { tableOf } from '#app/lib/spreadsheet.server.ts'

import { byKey, chosenColumns, HEAD, type Filed, type Taken } from '../rules.ts'
import { meetingFilterWords } from './filter-words.server.ts'

/** The meetings of a filter, the earliest first unless the list has another order. */
export async function takeMeetings(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readMeetingFilter(search)
  const ids = await listMeetingIds(ctx, filter)
  const [words] = await meetingFilterWords(ctx, [filter])
  const { columns, said } = chosenColumns('meetings', search, all)
  return { filter: words!, total: ids.length, columns: said, tables: [tableOf('Reuniones', columns, byKey(ids, (some) => listWithOutcomes(ctx, some)))] }
}

async function listWithOutcomes(ctx: Context, ids: string[]) {
  const meetings = inOrder(ids, [...(await listMeetingsById(ctx, ids)).values()])
  const outcomes = await listOutcomes(ctx, ids)
  const series = await listSeries(ctx, [...new Set(meetings.flatMap(({ series_id }) => series_id ?? []))])
  return meetings.map((meeting) => ({ ...meeting, outcomes: outcomes.get(meeting.id), series: series.get(meeting.series_id ?? '') }))
}

type Row = Awaited<ReturnType<typeof listWithOutcomes>>[number]

const all: Filed<Row>[] = [
  { of: HEAD, header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
  { of: HEAD, header: 'Reunión', width: 46, type: 'text', value: (row) => row.title },
  { of: 'tipo', header: 'Tipo', width: 18, type: 'text', value: (row) => meetingKinds[row.kind] },
  { of: 'estado', header: 'Estado', width: 14, type: 'text', value: (row) => meetingStates[row.state] },
  { of: 'fecha', header: 'Fecha', width: 12, type: 'day', value: startDay },
  { of: 'fecha', header: 'Hasta', width: 12, type: 'day', value: (row) => (row.end_local ? row.end_local.slice(0, 10) : addDays(row.until_on!, -1)) },
  { of: 'fecha', header: 'Inicio', width: 8, type: 'text', value: (row) => row.start_local && formatTime(row.start_local) },
  { of: 'fecha', header: 'Término', width: 8, type: 'text', value: (row) => row.end_local && formatTime(row.end_local) },
  { of: 'fecha', header: 'Hora de', width: 14, type: 'text', value: (row) => zoneCities[row.zone as Zone] ?? row.zone },
  { of: 'lugar', header: 'Modalidad', width: 20, type: 'text', value: (row) => modalities[row.modality] },
  { of: 'lugar', header: 'Lugar', width: 32, type: 'text', value: (row) => row.place },
  { of: 'lugar', header: 'Comuna', width: 18, type: 'text', value: (row) => row.commune_name },
  { header: 'Serie', width: 32, type: 'text', value: ({ series }) => series ? `${ruleWords(series.rule, series.start_local.slice(0, 10))}, hasta el ${formatDay(series.last_on)}` : null },
  { of: 'instituciones', header: 'Instituciones', width: 50, type: 'text', value: (row) => row.outcomes?.institutions.join('; ') ?? null },
  { header: 'Convoca', width: 26, type: 'text', value: (row) => row.organiser_name },
  { of: 'cargo', header: 'A cargo de', width: 24, type: 'text', value: (row) => row.owner_name },
  { of: 'acuerdos', header: 'Acuerdos', width: 10, type: 'number', value: (row) => row.outcomes?.agreements ?? 0 },
  { of: 'abiertos', header: 'Compromisos abiertos', width: 12, type: 'number', value: (row) => row.outcomes?.open_commitments ?? 0 },
]
