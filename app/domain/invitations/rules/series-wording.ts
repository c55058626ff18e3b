import { formatDayMonth, formatLongDay, formatTime } from '#app/lib/dates.ts'

import { newsFor, type Facts } from '../rules.ts'
import { clocks, type NoticeKind } from '../terms.ts'
import type { Dates } from './series.ts'
import { shortWhen, whenInWords, type Difference } from './wording.ts'

/**
 * Of a series that gets shorter or goes on as another: its last day for a guest, the day since which the other goes on,
 * and the one since which it goes on itself with what another began.
 */
export type SeriesPart = { last_on: string | null; continues_on: string | null; continued_on: string | null }

/** «el segundo martes de cada mes, hasta el 14-12-2027, 12 fechas; la primera, martes 8 de diciembre…»; `next` is that date, if any is ahead. */
export function whenOfSeries(words: string, next: Facts | undefined) {
  if (!next) return { when: words, short: words }
  const hours = `de ${formatTime(next.start_local!)} a ${formatTime(next.end_local!)}, ${clocks[next.zone] ?? next.zone}`
  return { when: `${words}. La próxima es el ${formatLongDay(next.start_local!.slice(0, 10))}, ${hours}`, short: `desde el ${shortWhen(next)}` }
}

/** «Cambia desde el martes 9 de febrero: Mesa técnica», «Termina antes: Mesa técnica, hasta el martes 12 de enero». */
export function endingSubject(title: string, part: SeriesPart | undefined) {
  if (part?.continues_on) return `Cambia desde el ${formatDayMonth(part.continues_on)}: ${title}`
  return part?.last_on ? `Termina antes: ${title}, hasta el ${formatDayMonth(part.last_on)}` : `Termina: ${title}`
}

/**
 * What a letter about a series that ends or goes on begins with; undefined when it begins as any other. Two mails about
 * two series name each other, so that neither seems to take the other back.
 */
export function partOpening(kind: NoticeKind, part: SeriesPart | undefined): string | undefined {
  if (!part) return undefined
  const { last_on, continues_on, continued_on } = part
  const goesOn = continues_on && `esde el ${formatLongDay(continues_on)} sigue con otra invitación, que va en su propio correo.`
  if (kind === 'change' && goesOn) return `Cambió una serie a la que está invitado o invitada. Le pedimos confirmar otra vez las fechas que van aquí: d${goesOn}`
  if (kind === 'invitation' && continued_on) {
    return `Continúa una serie a la que ya estaba invitado o invitada. Desde el ${formatLongDay(continued_on)} vale esta invitación: le pedimos responder otra vez.`
  }
  if (kind !== 'ending') return undefined
  if (goesOn) {
    return last_on
      ? `Esta serie, como está en su calendario, llega hasta el ${formatLongDay(last_on)}. D${goesOn} No hace falta que responda a este correo.`
      : `Esta serie cambia. D${goesOn} La anterior se quita de su calendario.`
  }
  return last_on
    ? `La última de sus fechas en esta serie es la del ${formatLongDay(last_on)}: las posteriores se quitan de su calendario. No hace falta que responda.`
    : undefined
}

const MOST = 10

/** What changed date by date, the first ten; how many more there are is said. */
export function changesOfDates(told: Dates, now: Dates, continues = false): Difference[] {
  const locals = [...new Set([...Object.keys(told), ...Object.keys(now)])].toSorted()
  const all = locals.flatMap((local) => differenceOn(local, told[local], now[local], continues))
  const more = all.length - MOST
  return more > 0 ? [...all.slice(0, MOST), { label: 'Otras fechas', from: 'como se avisó', to: `cambian ${more} más: vea el calendario adjunto` }] : all
}

function differenceOn(local: string, told: Facts | undefined, now: Facts | undefined, continues: boolean): Difference[] {
  const label = `La fecha del ${formatLongDay(local.slice(0, 10))}`
  if (!now) return told?.stands === 'yes' ? [{ label, from: whenInWords(told), to: continues ? 'va en la otra invitación' : 'ya no está en la serie' }] : []
  if (!told) return now.stands === 'yes' ? [{ label, from: 'no estaba', to: whenInWords(now) }] : []
  const news = newsFor(told, now)
  if (news === 'cancellation') return [{ label, from: whenInWords(told), to: now.stands === 'suspended' ? 'suspendida' : 'cancelada' }]
  if (news === 'words') return [{ label, from: told.title, to: now.title === told.title ? 'otra descripción' : now.title }]
  return news ? [{ label, from: [whenInWords(told), told.where].filter(Boolean).join(', '), to: [whenInWords(now), now.where].filter(Boolean).join(', ') }] : []
}
