import { statusOf } from '#app/domain/commitments/rules.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import { listMeetingsIn, type MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { isDay } from '#app/lib/days.ts'

import { calendarLayers, calendarModes, type CalendarLayer, type CalendarMode } from '../terms.ts'

/** What the address asks of the calendar page, besides the filter it shares with the list of meetings. */
export type CalendarView = {
  /** Undefined while nobody has chosen: a month on a wide screen, the agenda on a phone. */
  mode: CalendarMode | undefined
  day: string
  layers: CalendarLayer[]
}

export function readCalendarView(search: URLSearchParams, now: string): CalendarView {
  const mode = search.get('modo') ?? ''
  const day = search.get('fecha') ?? ''
  const chosen = search.getAll('capa').filter((layer): layer is CalendarLayer => Object.hasOwn(calendarLayers, layer))
  return {
    mode: Object.hasOwn(calendarModes, mode) ? (mode as CalendarMode) : undefined,
    day: isDay(day) ? day : now,
    layers: search.has('capas') ? chosen : ['vencimientos', 'feriados'],
  }
}

export type Due = Awaited<ReturnType<typeof listDueIn>>[number]

/** Meetings, due dates and holidays from one day until another (excluded). Three queries at most. */
export async function listCalendar(ctx: Context, filter: MeetingFilter, layers: CalendarLayer[], from: string, until: string) {
  const meetings = await listMeetingsIn(ctx, { ...filter, view: filter.view === 'mias' ? 'mias' : undefined }, from, until)
  return {
    meetings,
    due: layers.includes('vencimientos') ? await listDueIn(ctx, filter, from, until) : [],
    holidays: layers.includes('feriados') ? await listHolidaysIn(ctx, filter, from, until) : [],
  }
}

/** Commitments by due day, with the shape of their state. The filters that speak of meetings alone do not narrow them. */
async function listDueIn(ctx: Context, { region, institution_id, view }: MeetingFilter, from: string, until: string) {
  const rows = await visibleCommitments(ctx)
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.declared_state'])
    .select(['commitments.evidence_state', 'commitments.closed_on', 'debtor.short_name as debtor_name'])
    .where('commitments.due_on', '>=', from)
    .where('commitments.due_on', '<', until)
    .where('commitments.declared_state', '<>', 'dropped')
    .where(matching(ctx, { region, institution_id }))
    .$if(view === 'mias', (query) => query.where('commitments.follow_up_user_id', '=', ctx.viewer.id))
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()
  return rows.flatMap(({ due_on, ...row }) => {
    if (!due_on) return []
    const { tone, word } = statusOf({ ...row, due_on }, today(ctx))
    return [{ folio: row.folio, text: row.text, debtor_name: row.debtor_name, due_on, tone, word }]
  })
}

/** National holidays, and those of the region that is being looked at. */
async function listHolidaysIn({ db }: Context, { region }: MeetingFilter, from: string, until: string) {
  const rows = await db
    .selectFrom('holidays')
    .select(['date_on', 'name', 'scope'])
    .where('date_on', '>=', from)
    .where('date_on', '<', until)
    .where((eb) => eb.or([eb('scope', '=', 'national'), ...(region ? [eb('region_code', '=', region)] : [])]))
    .orderBy('date_on')
    .orderBy('id')
    .execute()
  return [...new Map(rows.map((row) => [`${row.date_on} ${row.name}`, row])).values()]
}
