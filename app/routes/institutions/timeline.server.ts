import { convenioStages, type ConvenioStage } from '#app/domain/convenios/terms.ts'
import { requestOutcomes, type RequestOutcome } from '#app/domain/connection-requests/terms.ts'
import { countTimeline, listTimeline, type TimelineRow } from '#app/domain/institutions/queries/timeline.server.ts'
import { timelineEvents, timelineTopics, type TimelineEvent } from '#app/domain/institutions/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { oneOfParam, pageOf } from '#app/lib/list-address.ts'

import { listHistory } from './history.server.ts'

export type TimelineItem = { id: string; on: { text: string; datetime: string; title: string }; what: TimelineEvent; lead: string; text: string; note: string | null; to: string }
export type TimelineMonth = { label: string; items: TimelineItem[] }

const monthName = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** What happened lately, for the summary. One query. */
export const listLately = async (ctx: Context, institution_id: string, limit: number) => byMonth(ctx, await listTimeline(ctx, institution_id, { limit }))

/** `?tema=acuerdos` narrows it; `?tema=cambios` are the changes of the record, with their authors. */
export async function loadHistory(ctx: Context, institution_id: string, search: URLSearchParams) {
  const changes = search.get('tema') === 'cambios'
  const topic = oneOfParam(search, 'tema', timelineTopics)
  const page = pageOf(search)
  return {
    section: 'historial' as const,
    topic: changes ? 'cambios' : (topic ?? null),
    changes: changes ? await listHistory(ctx, 'institution', institution_id, 200) : null,
    months: changes ? [] : byMonth(ctx, await listTimeline(ctx, institution_id, { topic, page })),
    total: changes ? 0 : await countTimeline(ctx, institution_id, topic),
    page,
  }
}

const DAY_ONLY: readonly TimelineEvent[] = ['agreed', 'kept', 'dropped', 'closed', 'overdue', 'asked', 'answered', 'took_office', 'left_office']

function byMonth(ctx: Context, rows: TimelineRow[]): TimelineMonth[] {
  const months: TimelineMonth[] = []
  for (const [at, row] of rows.entries()) {
    const only = DAY_ONLY.includes(row.what)
    const day = only ? row.at.slice(0, 10) : localOf(row.at, ctx.viewer.zone).slice(0, 10)
    const name = monthName.format(new Date(`${day}T00:00:00Z`))
    const label = name.charAt(0).toUpperCase() + name.slice(1)
    if (months.at(-1)?.label !== label) months.push({ label, items: [] })
    months.at(-1)?.items.push({
      id: `${row.what} ${row.ref} ${row.at} ${at}`,
      on: { text: `${day.slice(8)}-${day.slice(5, 7)}`, datetime: only ? day : row.at, title: only ? formatDay(day) : formatInstant(row.at, ctx.viewer.zone) },
      what: row.what,
      lead: leadOf(row),
      text: row.text,
      note: noteOf(row),
      to: `/${places[row.what]}/${row.ref}`,
    })
  }
  return months
}

const leadOf = ({ what, extra }: TimelineRow) => {
  if (what === 'staged') return `El convenio pasó a «${convenioStages[extra as ConvenioStage] ?? extra ?? ''}»`
  if (what === 'took_office' || what === 'left_office') return `${extra ?? ''} ${what === 'took_office' ? 'asumió' : 'dejó'}`
  return timelineEvents[what]
}

const noteOf = ({ what, extra }: TimelineRow) => (what === 'answered' && extra ? requestOutcomes[extra as RequestOutcome] : null)

const places: Record<TimelineEvent, string> = {
  meeting: 'reuniones', agreed: 'acuerdos', staged: 'acuerdos', promised: 'compromisos', kept: 'compromisos', dropped: 'compromisos',
  closed: 'compromisos', overdue: 'compromisos', asked: 'solicitudes', answered: 'solicitudes', took_office: 'cargos', left_office: 'cargos',
}

