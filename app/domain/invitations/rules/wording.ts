import { formatDayMonth, formatLongDay, formatTime } from '#app/lib/dates.ts'
import { addDays, formatDay } from '#app/lib/days.ts'

import { sameTimes, type Facts } from '../rules.ts'
import { clocks } from '../terms.ts'

/** «martes 24 de noviembre de 2026, de 10:00 a 11:30, hora de Chile continental (Santiago)». */
export function whenInWords({ start_local, end_local, from_on, until_on, zone, repeated_hour }: Facts) {
  if (!start_local || !end_local) {
    const last = addDays(until_on!, -1)
    return last === from_on ? `${formatLongDay(from_on)}, todo el día` : `del ${formatLongDay(from_on!)} al ${formatLongDay(last)}, todo el día`
  }
  const sameDay = end_local.slice(0, 10) === start_local.slice(0, 10)
  const end = sameDay ? formatTime(end_local) : `${formatTime(end_local)} del ${formatDay(end_local.slice(0, 10))}`
  const twice = repeated_hour === 1 ? ', la segunda vez que el reloj marca esa hora' : ''
  return `${formatLongDay(start_local.slice(0, 10))}, de ${formatTime(start_local)} a ${end}${twice}, ${clocks[zone] ?? zone}`
}

/** «martes 24 de noviembre, 10:00»: for a subject. */
export const shortWhen = ({ start_local, from_on }: Facts) =>
  start_local ? `${formatDayMonth(start_local.slice(0, 10))}, ${formatTime(start_local)}` : formatDayMonth(from_on!)

export type Difference = { label: string; from: string; to: string }

/** What changed from what to what, in words. */
export function differencesOf(told: Facts, now: Facts): Difference[] {
  const said = (label: string, from: string | null, to: string | null) =>
    from === to ? [] : [{ label, from: from ?? 'sin definir', to: to ?? 'sin definir' }]
  return [
    ...(told.stands === 'yes' ? [] : [{ label: 'Estado', from: told.stands === 'suspended' ? 'suspendida' : 'cancelada', to: 'convocada otra vez' }]),
    ...(sameTimes(told, now) ? [] : [{ label: 'Fecha y hora', from: whenInWords(told), to: whenInWords(now) }]),
    ...said('Lugar', told.where, now.where),
    ...said('Enlace', told.link, now.link),
    ...said('Título', told.title, now.title),
    ...(told.description === now.description ? [] : [{ label: 'Descripción', from: 'la anterior', to: 'la que va en este correo' }]),
  ]
}
