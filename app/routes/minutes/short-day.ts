import { formatDay, weekdayOf } from '#app/lib/days.ts'

/** «mié 09-12-2026»: the names of the days are seven, and the browser needs no calendar for them. */
export const shortDay = (day: string) => `${DAYS[weekdayOf(day) - 1]} ${formatDay(day)}`

const DAYS = ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom']
