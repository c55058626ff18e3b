import { formatLongDay, formatTime } from '#app/lib/dates.ts'

import { newsFor, type Facts } from '../rules.ts'
import { clocks } from '../terms.ts'
import type { Dates } from './series.ts'
import { shortWhen, whenInWords, type Difference } from './wording.ts'

/** «el segundo martes de cada mes, hasta el 14-12-2027, 12 fechas; la primera, martes 8 de diciembre…»; `first` is that date. */
export function whenOfSeries(words: string, first: Facts) {
  const hours = `de ${formatTime(first.start_local!)} a ${formatTime(first.end_local!)}, ${clocks[first.zone] ?? first.zone}`
  return { when: `${words}. La próxima es el ${formatLongDay(first.start_local!.slice(0, 10))}, ${hours}`, short: `desde el ${shortWhen(first)}` }
}

const MOST = 10

/** What changed date by date, the first ten; how many more there are is said. */
export function changesOfDates(told: Dates, now: Dates): Difference[] {
  const locals = [...new Set([...Object.keys(told), ...Object.keys(now)])].toSorted()
  const all = locals.flatMap((local) => differenceOn(local, told[local], now[local]))
  const more = all.length - MOST
  return more > 0 ? [...all.slice(0, MOST), { label: 'Otras fechas', from: 'como se avisó', to: `cambian ${more} más: vea el calendario adjunto` }] : all
}

function differenceOn(local: string, told: Facts | undefined, now: Facts | undefined): Difference[] {
  const label = `La fecha del ${formatLongDay(local.slice(0, 10))}`
  if (!now) return told?.stands === 'yes' ? [{ label, from: whenInWords(told), to: 'ya no está en la serie' }] : []
  if (!told) return now.stands === 'yes' ? [{ label, from: 'no estaba', to: whenInWords(now) }] : []
  const news = newsFor(told, now)
  if (news === 'cancellation') return [{ label, from: whenInWords(told), to: now.stands === 'suspended' ? 'suspendida' : 'cancelada' }]
  if (news === 'words') return [{ label, from: told.title, to: now.title === told.title ? 'otra descripción' : now.title }]
  return news ? [{ label, from: [whenInWords(told), told.where].filter(Boolean).join(', '), to: [whenInWords(now), now.where].filter(Boolean).join(', ') }] : []
}
