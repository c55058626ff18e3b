import type { listCalendar } from '#app/domain/calendar/queries/page.server.ts'
import type { Range } from '#app/domain/calendar/rules.ts'
import { isPlanned, startDay } from '#app/domain/meetings/rules.ts'
import { clashSentence, type Clash } from '#app/domain/meetings/rules/clashes.ts'
import { hoursText, whenText } from '#app/domain/meetings/rules/when.ts'
import { zoneCities, type MeetingState, type Owner, type Zone } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDayMonth, formatLongDay, formatTime, localOf } from '#app/lib/dates.ts'

type Shown = Awaited<ReturnType<typeof listCalendar>>
export type ShownMeeting = Shown['meetings'][number]

type AgendaMeeting = {
  folio: string
  title: string
  hours: string
  place: string | null
  state: MeetingState
  /** Cancelled or suspended. */
  off: boolean
  owner: Owner
  /** The viewer's hour at which it starts; null when it fills whole days. */
  time: string | null
  /** «11:00 en Punta Arenas», when that is not the viewer's hour. */
  elsewhere: string | null
  /** Its days, hours and zone in full. */
  when: string
  /** Whether the day it stands under does not say it all. */
  spans: boolean
  /** Instants, or days (`end` excluded) when it fills whole days. */
  start: string
  end: string
  /** As it was read, when the viewer may move it, and how many were asked. */
  version: number | null
  guests: number
  /** Who is called twice that day. */
  clash: string | null
}

export type AgendaDay = {
  day: string
  label: string
  /** With the year. */
  long: string
  holidays: string[]
  meetings: AgendaMeeting[]
  /** Meetings of that day that are left out here, and shown by the day itself. */
  more: number
  due: { folio: string; text: string; debtor: string; tone: Shown['due'][number]['tone']; word: string }[]
}

/** The meetings of each day, at most so many, and how many more there are. */
export function dayByDay(meetings: ShownMeeting[], range: Range, most: number) {
  const days = new Map<string, { shown: ShownMeeting[]; more: number }>()
  for (const meeting of meetings) {
    const day = dayIn(range, startDay(meeting))
    const found = days.get(day) ?? { shown: [], more: 0 }
    if (found.shown.length < most) found.shown.push(meeting)
    else found.more++
    days.set(day, found)
  }
  return days
}

const dayIn = ({ from }: Range, day: string) => (day < from ? from : day)

type Around = { canMove: boolean; guests: Map<string, number>; clashes: Map<string, Clash[]> }

/** Everything of these days, a day at a time, for the agenda and for the grid; days without anything are left out. */
export function agendaDays(ctx: Context, { due, holidays }: Shown, byDay: ReturnType<typeof dayByDay>, range: Range, around: Around): AgendaDay[] {
  const days = new Map<string, AgendaDay>()
  const at = (day: string) => {
    const shown = dayIn(range, day)
    const made = days.get(shown) ?? { day: shown, label: formatDayMonth(shown), long: formatLongDay(shown), holidays: [], meetings: [], more: 0, due: [] }
    days.set(shown, made)
    return made
  }
  for (const { date_on, name } of holidays) at(date_on).holidays.push(name)
  for (const [key, { shown, more }] of byDay) {
    const day = at(key)
    day.meetings = shown.map((meeting) => meetingRow(ctx, meeting, key, around))
    day.more = more
  }
  for (const { folio, text, debtor_name, due_on, tone, word } of due) at(due_on).due.push({ folio, text, debtor: debtor_name, tone, word })
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

function meetingRow({ viewer }: Context, meeting: ShownMeeting, day: string, { canMove, guests, clashes }: Around): AgendaMeeting {
  const { id, folio, title, place, state, owner, start_local, from_on, until_on, starts_at, ends_at, zone, version } = meeting
  const own = start_local && (zone === viewer.zone ? start_local : localOf(starts_at, viewer.zone))
  const city = zoneCities[zone as Zone] ?? zone
  const movable = canMove && from_on === null && isPlanned(meeting)
  return {
    folio,
    title,
    hours: hoursText(meeting, viewer.zone),
    place,
    state,
    off: state === 'cancelled' || state === 'suspended',
    owner,
    time: own && formatTime(own),
    elsewhere: start_local && own !== start_local ? `${formatTime(start_local)} en ${city}` : null,
    when: `${whenText(meeting, viewer.zone)}${start_local && own === start_local ? `, hora de ${city}` : ''}`,
    spans: from_on !== null || day !== startDay(meeting),
    start: from_on ?? starts_at,
    end: until_on ?? ends_at,
    version: movable ? version : null,
    guests: guests.get(id) ?? 0,
    clash: clashes.get(id)?.map(clashSentence).join(' ') || null,
  }
}
