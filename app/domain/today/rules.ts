import { addDays, daysBetween, weekdayOf } from '#app/lib/days.ts'
import { formatNumber } from '#app/lib/text.ts'

/** Days of silence after which a relation without a known rhythm is said to cool. */
const QUIET_DAYS = 60
/** Weeks that the marks of a relation show. */
export const WEEKS = 26

/** Monday to Friday of the week of a day; of the week that comes, on a weekend. */
export function workingWeek(day: string): string[] {
  const weekday = weekdayOf(day)
  const monday = addDays(day, weekday > 5 ? 8 - weekday : 1 - weekday)
  return [0, 1, 2, 3, 4].map((n) => addDays(monday, n))
}

/** «Tres reuniones, dos compromisos vencidos y uno por validar.»; what is zero is left out. */
export function daySentence({ meetings, due, overdue, waiting }: { meetings: number; due: number; overdue: number; waiting: number }) {
  const parts = [
    count(meetings, 'una reunión', 'reuniones'),
    count(due, 'un compromiso que vence hoy', 'compromisos que vencen hoy'),
    count(overdue, 'un compromiso vencido', 'compromisos vencidos'),
    count(waiting, 'uno por validar', 'por validar'),
  ].filter((part) => part !== null)
  if (parts.length === 0) return 'Nada para hoy y nada vencido.'
  const sentence = and.format(parts)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

const and = new Intl.ListFormat('es-CL', { type: 'conjunction' })
const NUMBERS = ['', '', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce']

const count = (n: number, one: string, many: string) =>
  n === 0 ? null : n === 1 ? one : `${NUMBERS[n] ?? formatNumber(n)} ${many}`

/** The usual gap between contacts, in weeks: the median of those of the last year; null with fewer than three contacts. */
export function rhythmOf(contacts: readonly string[]): number | null {
  const days = [...new Set(contacts)].toSorted()
  if (days.length < 3) return null
  const gaps = days.slice(1).map((day, at) => daysBetween(days[at]!, day)).toSorted((a, b) => a - b)
  return Math.max(1, Math.round(gaps[Math.floor(gaps.length / 2)]! / 7))
}

/** Whether the usual rhythm has passed without a contact. */
export const isCold = (last: string, rhythm: number | null, today: string) =>
  daysBetween(last, today) > (rhythm === null ? QUIET_DAYS : rhythm * 7)

export type Mark = 'contact' | 'quiet' | 'late'

/** One mark a week, oldest first: a stitch for each contact, and what came after the usual rhythm had passed. */
export function marksOf(contacts: readonly string[], rhythm: number | null, today: string): Mark[] {
  const monday = addDays(today, 1 - weekdayOf(today))
  const first = addDays(monday, -7 * (WEEKS - 1))
  const weeks = new Set(contacts.filter((day) => day >= first).map((day) => Math.floor(daysBetween(first, day) / 7)))
  const last = contacts.toSorted().at(-1)
  const due = last ? Math.floor(daysBetween(first, addDays(last, rhythm === null ? QUIET_DAYS : rhythm * 7)) / 7) : -1
  return Array.from({ length: WEEKS }, (_, week) => (weeks.has(week) ? 'contact' : week > due ? 'late' : 'quiet'))
}

/** At most `most` of several kinds, in their order: the first of each, then the second of each, so that none hides another. */
export function fairShare<T>(kinds: readonly (readonly T[])[], most: number): T[] {
  const places = kinds.flatMap((items, kind) => items.map((_, round) => ({ kind, round })))
  const chosen = places.toSorted((a, b) => a.round - b.round || a.kind - b.kind).slice(0, most)
  return kinds.flatMap((items, kind) => items.slice(0, chosen.filter((place) => place.kind === kind).length))
}
