import ICAL from 'ical.js'

import { renderCalendar } from '#app/domain/calendar/queries.server.ts'
import { isPublished } from '#app/domain/calendar/rules/entries.server.ts'
import type { FeedDetail } from '#app/domain/feeds/terms.ts'
import { findMeeting, listMeetingsIn } from '#app/domain/meetings/queries.server.ts'
import { createSeries, type NewSeries } from '#app/domain/series/commands/create.server.ts'
import { removeDate } from '#app/domain/series/commands/remove-date.server.ts'
import { today } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** A monthly table with Cerrillos on second Tuesdays at 10:00, from 8 December 2026 until the end of 2027. */
export function seriesWith(world: World, input: Partial<NewSeries> = {}) {
  return createSeries(world.as('paula'), {
    title: 'Mesa técnica mensual',
    kind: 'working_group',
    modality: 'in_person',
    rule: 'FREQ=MONTHLY;BYDAY=2TU',
    start_local: '2026-12-08T10:00',
    end_local: '2026-12-08T11:30',
    zone: 'America/Santiago',
    last_on: '2027-12-31',
    holidays: 'keep',
    participants: [{ institution_id: 'muni-13102' }],
    ...input,
  })
}

/** Takes a date out of its series, as whoever looks at it now would. */
export async function takeOut({ as }: World, id: string, reason: string | null = null) {
  const { version } = found(await findMeeting(as('paula'), id))
  return removeDate(as('paula'), id, { version, reason })
}

const window = { from: '2026-08-26', until: '2028-05-24' }

export const feedOf = ({ as }: World, who: Name = 'paula', filter = '', detail: FeedDetail = 'full') =>
  renderCalendar(as(who), new URLSearchParams(filter), { name: 'Agenda', detail, include_due: false, subscribed: true, ...window })

export type Shown = { start: string; end: string; title: string; cancelled: boolean }

const inOrder = (a: Shown, b: Shown) => (`${a.start} ${a.end} ${a.title} ${a.cancelled}` < `${b.start} ${b.end} ${b.title} ${b.cancelled}` ? -1 : 1)

/** The dates on the screen of somebody, as instants; what was called off leaves calendars a month after its date. */
export async function onScreen({ as }: World, who: Name = 'paula'): Promise<Shown[]> {
  const rows = await listMeetingsIn(as(who), { page: 1 }, '1990-01-01', '2100-01-01')
  return rows
    .filter((meeting) => isPublished(meeting, today(as(who))))
    .map(({ starts_at, ends_at, title, state }) => ({ start: starts_at, end: ends_at, title, cancelled: state === 'cancelled' || state === 'suspended' }))
    .toSorted(inOrder)
}

/** The dates that ical.js reads in a calendar, rules expanded, as instants. */
export function inIcalJs(text: string): Shown[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent')
  const exceptions = events.filter((event) => event.hasProperty('recurrence-id'))
  const shown = events.filter((event) => !event.hasProperty('recurrence-id')).flatMap((component) => {
    const uid = component.getFirstPropertyValue('uid')
    const own = exceptions.filter((event) => event.getFirstPropertyValue('uid') === uid)
    const event = new ICAL.Event(component, { exceptions: own })
    if (!event.isRecurring()) return [shownOf(event.startDate, event.endDate, component)]
    const dates: Shown[] = []
    const walk = event.iterator()
    for (let next = walk.next(); next; next = walk.next()) {
      const { startDate, endDate, item } = event.getOccurrenceDetails(next)
      dates.push(shownOf(startDate, endDate, item.component))
    }
    return dates
  })
  return shown.toSorted(inOrder)
}

const shownOf = (start: ICAL.Time, end: ICAL.Time, component: ICAL.Component): Shown => ({
  start: start.toJSDate().toISOString(),
  end: end.toJSDate().toISOString(),
  title: String(component.getFirstPropertyValue('summary')),
  cancelled: component.getFirstPropertyValue('status') === 'CANCELLED',
})
