import type { listCalendar } from '#app/domain/calendar/queries/page.server.ts'
import type { Range } from '#app/domain/calendar/rules.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { hoursText } from '#app/domain/meetings/rules/when.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDayMonth } from '#app/lib/dates.ts'

type Shown = Awaited<ReturnType<typeof listCalendar>>

export type AgendaDay = {
  day: string
  label: string
  holidays: string[]
  meetings: { folio: string; title: string; hours: string; place: string | null; state: string | null; off: boolean }[]
  due: { folio: string; text: string; debtor: string; tone: Shown['due'][number]['tone']; word: string }[]
}

/** The same events as the grid, a day at a time, in words; days without anything are left out. */
export function agendaDays({ viewer }: Context, { meetings, due, holidays }: Shown, range: Range): AgendaDay[] {
  const days = new Map<string, AgendaDay>()
  const at = (day: string) => {
    const shown = day < range.from ? range.from : day
    const made = days.get(shown) ?? { day: shown, label: formatDayMonth(shown), holidays: [], meetings: [], due: [] }
    days.set(shown, made)
    return made
  }
  for (const { date_on, name } of holidays) at(date_on).holidays.push(name)
  for (const meeting of meetings) {
    const off = meeting.state === 'cancelled' || meeting.state === 'suspended'
    at(startDay(meeting)).meetings.push({
      folio: meeting.folio,
      title: meeting.title,
      hours: hoursText(meeting, viewer.zone),
      place: meeting.place,
      state: off || meeting.state === 'draft' ? meetingStates[meeting.state] : null,
      off,
    })
  }
  for (const { folio, text, debtor_name, due_on, tone, word } of due) at(due_on).due.push({ folio, text, debtor: debtor_name, tone, word })
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
