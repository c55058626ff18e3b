import { statusOf } from '#app/domain/commitments/rules.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import { listMeetingsIn, type MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { ownerTo } from '#app/domain/meetings/rules.ts'
import { owners, type Owner } from '#app/domain/meetings/terms.ts'
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
    layers: search.has('capas') ? chosen : usualLayers(search.get('vista')),
  }
}

/** Whoever comes from «Mías» sees theirs; everybody else, everything. */
const usualLayers = (view: string | null): CalendarLayer[] =>
  view === 'mias' ? ['mias', 'vencimientos', 'feriados'] : (Object.keys(calendarLayers) as CalendarLayer[])

export type Due = Awaited<ReturnType<typeof listDueIn>>[number]

/**
 * Meetings, due dates and holidays from one day until another (excluded), by layers, and how many each layer has, shown or
 * not. Due dates are whose they are too: of whoever follows them up, unless no layer of meetings is on. Three queries.
 */
export async function listCalendar(ctx: Context, filter: MeetingFilter, layers: CalendarLayer[], from: string, until: string) {
  const meetings = (await listMeetingsIn(ctx, { ...filter, view: undefined, whose: undefined }, from, until)).map((meeting) => ({
    ...meeting,
    owner: ownerTo(ctx.viewer, { id: meeting.owner_id, role: meeting.owner_role, disabled_at: meeting.owner_disabled_at }),
  }))
  const whose = (Object.keys(owners) as Owner[]).filter((owner) => layers.includes(owner))
  const due = (await listDueIn(ctx, filter, from, until)).filter(({ owner }) => whose.length === 0 || whose.includes(owner))
  const holidays = await listHolidaysIn(ctx, filter, from, until)
  const count = (owner: Owner) => meetings.filter((meeting) => meeting.owner === owner).length
  const counts: Record<CalendarLayer, number> = {
    mias: count('mias'), equipo: count('equipo'), red: count('red'), vencimientos: due.length, feriados: holidays.length,
  }
  return {
    meetings: meetings.filter(({ owner }) => layers.includes(owner)),
    due: layers.includes('vencimientos') ? due : [],
    holidays: layers.includes('feriados') ? holidays : [],
    counts,
  }
}

/** How many were asked to each of these meetings. One query. */
export async function countInvited({ db }: Context, meeting_ids: string[]): Promise<Map<string, number>> {
  if (meeting_ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('participants')
    .select((eb) => ['meeting_id', eb.fn.countAll<number>().as('total')])
    .where('meeting_id', 'in', meeting_ids)
    .where('invited', '=', 1)
    .groupBy('meeting_id')
    .execute()
  return new Map(rows.map(({ meeting_id, total }) => [meeting_id, Number(total)]))
}

/** Commitments by due day, with the shape of their state. The filters that speak of meetings alone do not narrow them. */
async function listDueIn(ctx: Context, { region, institution_id }: MeetingFilter, from: string, until: string) {
  const rows = await visibleCommitments(ctx)
    .innerJoin('users as follow_up', 'follow_up.id', 'commitments.follow_up_user_id')
    .select(['follow_up.id as follow_up_id', 'follow_up.role', 'follow_up.disabled_at'])
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.declared_state'])
    .select(['commitments.evidence_state', 'commitments.closed_on', 'debtor.short_name as debtor_name'])
    .where('commitments.due_on', '>=', from)
    .where('commitments.due_on', '<', until)
    .where('commitments.declared_state', '<>', 'dropped')
    .where(matching(ctx, { region, institution_id }))
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()
  return rows.flatMap(({ due_on, ...row }) => {
    if (!due_on) return []
    const { tone, word } = statusOf({ ...row, due_on }, today(ctx))
    const owner = ownerTo(ctx.viewer, { id: row.follow_up_id, role: row.role, disabled_at: row.disabled_at })
    return [{ folio: row.folio, text: row.text, debtor_name: row.debtor_name, due_on, tone, word, owner }]
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
