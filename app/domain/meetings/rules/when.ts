import { formatDayMonth, formatLongDay, formatTime, localOf } from '#app/lib/dates.ts'
import { addDays, formatDay } from '#app/lib/days.ts'

import { zoneCities, type Zone } from '../terms.ts'

type When = {
  start_local: string | null
  end_local: string | null
  from_on: string | null
  until_on: string | null
  zone: string
  starts_at: string
}

/** «martes 10 de noviembre de 2026, 09:30 a 10:45», with the reader's own hour when it is another one. */
export const whenText = (meeting: When, readerZone: string) => `${daysText(meeting, formatLongDay)}, ${hoursText(meeting, readerZone)}`

/** The same without the year. */
export const shortWhenText = (meeting: When, readerZone: string) =>
  `${daysText(meeting, formatDayMonth)}, ${hoursText(meeting, readerZone)}`

/** «09:30 a 10:45», «10:00 a 11:00 en Punta Arenas, 09:00 para usted», «todo el día». */
export function hoursText(meeting: When, readerZone: string) {
  const { start_local, end_local, zone, starts_at } = meeting
  if (!start_local || !end_local) return 'todo el día'
  const sameDay = end_local.slice(0, 10) === start_local.slice(0, 10)
  const end = sameDay ? formatTime(end_local) : `${formatTime(end_local)} del ${formatDay(end_local.slice(0, 10))}`
  // The reader's own hour is looked for only where it can be another one.
  const own = zone === readerZone ? start_local : localOf(starts_at, readerZone)
  if (own === start_local) return `${formatTime(start_local)} a ${end}`
  const ownDay = own.slice(0, 10) === start_local.slice(0, 10) ? '' : ` del ${formatDay(own.slice(0, 10))}`
  return `${formatTime(start_local)} a ${end} en ${zoneCities[zone as Zone] ?? zone}, ${formatTime(own)}${ownDay} para usted`
}

function daysText({ start_local, from_on, until_on }: When, format: (day: string) => string) {
  if (start_local) return format(start_local.slice(0, 10))
  const last = addDays(until_on!, -1)
  return last === from_on ? format(from_on) : `${format(from_on!)} al ${format(last)}`
}
