import { formatLongDay, todayIn } from '#app/lib/dates.ts'
import { addDays, daysBetween, weekdayOf } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import type { DeclaredState, DueGroup, DueRule, EvidenceState, ScheduleState, StatusTone } from './terms.ts'

/** The facts every rule below reads. Days are YYYY-MM-DD. */
export type Facts = {
  declared_state: DeclaredState
  /** Instant. */
  declared_at?: string | null
  evidence_state: EvidenceState
  due_on: string | null
  closed_on: string | null
}

export type Status = { word: string; tone: StatusTone; icon: StatusIcon }
type StatusIcon = 'struck-circle' | 'circle-check' | 'eye' | 'triangle-alert' | 'clock' | 'half-circle' | 'dashed-circle'

/** Days ahead in which a commitment is «por vencer». */
export const SOON_DAYS = 7
/** Days without any movement after which an open commitment has no next step. */
export const STILL_DAYS = 30

export const isOpen = ({ closed_on }: Pick<Facts, 'closed_on'>) => closed_on === null

/** Declared **and** verified: the only thing that counts as kept. */
export const isFulfilled = ({ declared_state, evidence_state }: Pick<Facts, 'declared_state' | 'evidence_state'>) =>
  declared_state === 'delivered' && evidence_state === 'verified'

/** The debtor has spoken and the coordination has not answered yet. */
export const awaitsAnswer = ({ declared_state, closed_on }: Pick<Facts, 'declared_state' | 'closed_on'>) =>
  closed_on === null && (declared_state === 'delivered' || declared_state === 'not_ours')

/** Past its day and still with the debtor. What waits for our own check is not: it reads «por validar». */
export const isOverdue = (commitment: Facts, today: string) => statusOf(commitment, today).tone === 'vencido'

/** Shape, word and colour of the badge: the first line that applies. */
export function statusOf(commitment: Facts, today: string): Status {
  const { declared_state, due_on } = commitment
  if (declared_state === 'dropped') return { word: 'Sin efecto', tone: 'sin-efecto', icon: 'struck-circle' }
  if (isFulfilled(commitment)) return { word: 'Cumplido', tone: 'cumplido', icon: 'circle-check' }
  if (declared_state === 'delivered') return { word: 'Por validar', tone: 'por-validar', icon: 'eye' }
  if (declared_state === 'not_ours') return { word: 'Dice que no le corresponde', tone: 'por-validar', icon: 'eye' }
  const days = due_on === null ? null : daysBetween(today, due_on)
  if (days !== null && days < 0) {
    return { word: `Vencido hace ${plural(-days, 'día', 'días')}`, tone: 'vencido', icon: 'triangle-alert' }
  }
  if (days !== null && days <= SOON_DAYS) return { word: dueWord(days), tone: 'por-vencer', icon: 'clock' }
  if (declared_state === 'in_progress') return { word: 'En curso', tone: 'en-curso', icon: 'half-circle' }
  return { word: 'Pendiente', tone: 'pendiente', icon: 'dashed-circle' }
}

const dueWord = (days: number) =>
  days === 0 ? 'Vence hoy' : days === 1 ? 'Vence mañana' : `Vence en ${days} días`

/** What the calendar alone says, whatever the debtor declares: unverified delivery does not stop the clock. */
export function scheduleStateOf(commitment: Facts, today: string): ScheduleState {
  const { due_on, closed_on, declared_at } = commitment
  if (due_on === null) return 'undated'
  if (isFulfilled(commitment)) {
    return (declared_at ? dayOf(declared_at) : (closed_on ?? today)) <= due_on ? 'kept_on_time' : 'kept_late'
  }
  const days = daysBetween(closed_on ?? today, due_on)
  return days < 0 ? 'overdue' : days <= SOON_DAYS ? 'due_soon' : 'on_time'
}

/** Open, and without a date or unmoved for 30 days. `moved_at` is an instant. */
export const hasNoNextStep = ({ closed_on, due_on, moved_at }: Pick<Facts, 'closed_on' | 'due_on'> & { moved_at: string }, today: string) =>
  closed_on === null && (due_on === null || daysBetween(dayOf(moved_at), today) >= STILL_DAYS)

/** Terms are read on the mainland's calendar. */
const dayOf = (instant: string) => todayIn('America/Santiago', new Date(instant))

/** The last day (Sunday) of the week a day belongs to. */
export const endOfWeek = (day: string) => addDays(day, 7 - weekdayOf(day))

/** The group of the list a commitment stands in. */
export function dueGroupOf(commitment: Facts, today: string): DueGroup {
  const { due_on } = commitment
  if (!isOpen(commitment)) return 'closed'
  if (due_on === null) return 'undated'
  if (due_on < today) return awaitsAnswer(commitment) ? 'delivered' : 'overdue'
  if (due_on === today) return 'today'
  return due_on <= endOfWeek(today) ? 'week' : 'later'
}

/** Why the date is that one: what was skipped, whose calendar counted. One line each; empty when nothing was kept. */
export const dueWhyLines = (due_why: string | null) => due_why?.split('\n').filter(Boolean) ?? []

/** «10 días hábiles», «2 meses», «la próxima sesión»; null when the rule says nothing that the date does not. */
export function ruleText({ due_rule, due_n }: { due_rule: DueRule; due_n: number | null }): string | null {
  const n = due_n ?? 0
  const texts: Record<DueRule, string | null> = {
    date: null,
    habiles: plural(n, 'día hábil', 'días hábiles'),
    corridos: plural(n, 'día corrido', 'días corridos'),
    corridos_prorroga: `${plural(n, 'día corrido', 'días corridos')}, al hábil siguiente`,
    meses: plural(n, 'mes', 'meses'),
    next_session: 'en la próxima sesión',
    none: null,
  }
  return texts[due_rule]
}

type Due = { due_rule: DueRule; due_n: number | null; due_on: string | null; baseline_due_on: string | null }

/** Rule and date together: «10 días hábiles · vence lunes 14 de diciembre de 2026»; «venció» once the day has passed. */
export function dueText({ due_rule, due_n, due_on, baseline_due_on }: Due, today: string): string {
  const rule = ruleText({ due_rule, due_n })
  if (due_on === null) return rule ? capital(rule) : 'Sin fecha'
  const date = `${due_on < today ? 'venció' : 'vence'} ${formatLongDay(due_on)}`
  // A moved date is no longer what the rule gave.
  return rule && due_on === baseline_due_on ? `${capital(rule)} · ${date}` : capital(date)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Why a commitment cannot be given this day, or null. Days are YYYY-MM-DD. */
export function rescheduleProblem({ due_on }: Pick<Facts, 'due_on'>, to_due_on: string, today: string): string | null {
  if (to_due_on < today) return 'Esa fecha ya pasó; proponga una desde hoy.'
  if (to_due_on === due_on) return 'Esa es la fecha que ya tiene.'
  return null
}
