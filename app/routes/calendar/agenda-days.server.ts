import type { listCalendar } from '#app/domain/calendar/queries/page.server.ts'
import type { Range } from '#app/domain/calendar/rules.ts'
import { isPlanned, startDay } from '#app/domain/meetings/rules.ts'
import { hoursText, whenText } from '#app/domain/meetings/rules/when.ts'
import type { MeetingState } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDayMonth, formatLongDay, formatTime, localOf } from '#app/lib/dates.ts'

type Shown = Awaited<ReturnType<typeof listCalendar>>

type AgendaMeeting = {
  folio: string
  title: string
  hours: string
  place: string | null
  state: MeetingState
  /** Cancelled or suspended. */
  off: boolean
  /** Whether the viewer answers for it. */
  mine: boolean
  /** The viewer's hour at which it starts; null when it fills whole days. */
  time: string | null
  /** Its days and hours in full, when they are not those of the day it stands under. */
  when: string | null
  /** Instants, or days (`end` excluded) when it fills whole days. */
  start: string
  end: string
  /** As it was read, when the viewer may move it. */
  version: number | null
}

export type AgendaDay = {
  day: string
  label: string
  /** With the year. */
  long: string
  holidays: string[]
  meetings: AgendaMeeting[]
  due: { folio: string; text: string; debtor: string; tone: Shown['due'][number]['tone']; word: string }[]
}

/** Everything of these days, a day at a time, for the agenda and for the grid; days without anything are left out. */
export function agendaDays({ viewer }: Context, { meetings, due, holidays }: Shown, range: Range, canMove: boolean): AgendaDay[] {
  const days = new Map<string, AgendaDay>()
  const at = (day: string) => {
    const shown = day < range.from ? range.from : day
    const made = days.get(shown) ?? { day: shown, label: formatDayMonth(shown), long: formatLongDay(shown), holidays: [], meetings: [], due: [] }
    days.set(shown, made)
    return made
  }
  for (const { date_on, name } of holidays) at(date_on).holidays.push(name)
  for (const meeting of meetings) {
    const { folio, title, place, state, start_local, from_on, until_on, starts_at, ends_at, zone, owner_id, version } = meeting
    const day = at(startDay(meeting))
    day.meetings.push({
      folio,
      title,
      hours: hoursText(meeting, viewer.zone),
      place,
      state,
      off: state === 'cancelled' || state === 'suspended',
      mine: owner_id === viewer.id,
      time: start_local && formatTime(zone === viewer.zone ? start_local : localOf(starts_at, viewer.zone)),
      when: from_on || day.day !== startDay(meeting) ? whenText(meeting, viewer.zone) : null,
      start: from_on ?? starts_at,
      end: until_on ?? ends_at,
      version: canMove && from_on === null && isPlanned(meeting) ? version : null,
    })
  }
  for (const { folio, text, debtor_name, due_on, tone, word } of due) at(due_on).due.push({ folio, text, debtor: debtor_name, tone, word })
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
