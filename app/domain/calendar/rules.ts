import { formatLongDay, formatDayMonth } from '#app/lib/dates.ts'
import { addDays, addMonths, weekdayOf } from '#app/lib/days.ts'

import type { CalendarMode } from './terms.ts'

/** Days: `from` and `until` (exclusive) are what is asked for; the month's grid also shows the weeks around it. */
export type Range = { from: string; until: string; previous: string; next: string; title: string }

const AGENDA_DAYS = 30
const firstOf = (day: string) => `${day.slice(0, 7)}-01`
const monday = (day: string) => addDays(day, 1 - weekdayOf(day))
const sundayAfter = (day: string) => addDays(day, 7 - weekdayOf(day))

/** The days a mode shows around `day`, where its arrows lead, and how it is named. */
export function rangeOf(mode: CalendarMode, day: string): Range {
  if (mode === 'dia') {
    return { from: day, until: addDays(day, 1), previous: addDays(day, -1), next: addDays(day, 1), title: capital(formatLongDay(day)) }
  }
  if (mode === 'semana') {
    const from = monday(day)
    const title = `${dayOf(from)} al ${dayOf(addDays(from, 6))} de ${addDays(from, 6).slice(0, 4)}`
    return { from, until: addDays(from, 7), previous: addDays(from, -7), next: addDays(from, 7), title }
  }
  if (mode === 'agenda') {
    const title = `Desde el ${formatDayMonth(day)}`
    return { from: day, until: addDays(day, AGENDA_DAYS), previous: addDays(day, -AGENDA_DAYS), next: addDays(day, AGENDA_DAYS), title }
  }
  const first = firstOf(day)
  const following = addMonths(first, 1)
  return {
    from: monday(first),
    until: addDays(sundayAfter(addDays(following, -1)), 1),
    previous: addMonths(first, -1),
    next: following,
    title: capital(formatLongDay(first).replace(/^.* 1 de /, '')),
  }
}

/** «23 de noviembre». */
const dayOf = (day: string) => formatDayMonth(day).replace(/^\S+ /, '')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
