import { todayIn } from '#app/lib/dates.ts'
import { daysBetween } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import { requestOutcomes, requestStates, type RequestOutcome, type RequestState, type RequestStateFilter } from './terms.ts'

/** The facts every rule below reads. Days are YYYY-MM-DD. */
export type RequestFacts = { state: RequestState; outcome: RequestOutcome | null; received_on: string; closed_on: string | null }

export type Step = {
  id: string
  state: RequestState
  text: string | null
  before: string | null
  undoes_id: string | null
  /** Instant. */
  created_at: string
}

/** What a step writes over, kept with it so that it can be undone. */
export type Standing = {
  state: RequestState
  outcome: RequestOutcome | null
  outcome_text: string | null
  meeting_id: string | null
  agreement_id: string | null
  closed_on: string | null
}

/** During these hours after a step it can be undone. */
const UNDO_HOURS = 24

const ORDER = ['received', 'in_progress', 'meeting_called', 'agreement', 'result'] as const

const placeOf = (state: RequestState) => ORDER.indexOf(state as (typeof ORDER)[number])

export const isOpen = ({ closed_on }: Pick<RequestFacts, 'closed_on'>) => closed_on === null

/** A request only goes forward, and may skip what did not happen; it can be withdrawn until it has a result. */
export const canMove = (from: RequestState, to: RequestState) =>
  from !== 'result' && from !== 'withdrawn' && (to === 'withdrawn' || placeOf(to) > placeOf(from))

/** The later of two states of an open request. */
export const furthest = (a: RequestState, b: RequestState) => (placeOf(a) >= placeOf(b) ? a : b)

/** The steps that stand: neither one that was undone nor the act that undid it. `steps` are in order of time. */
export function standingSteps<S extends Pick<Step, 'id' | 'undoes_id'>>(steps: readonly S[]): S[] {
  const undone = new Set(steps.map(({ undoes_id }) => undoes_id))
  return steps.filter(({ id, undoes_id }) => undoes_id === null && !undone.has(id))
}

/** The step that can be undone now, if any: the last that stands, until a day after it. The first is the request itself. */
export function undoableStep<S extends Pick<Step, 'id' | 'undoes_id' | 'before' | 'created_at'>>(steps: readonly S[], now: Date): S | undefined {
  const last = standingSteps(steps).at(-1)
  const recent = last && now.getTime() - Date.parse(last.created_at) <= UNDO_HOURS * 3_600_000
  return recent && last.before !== null ? last : undefined
}

/** A state the request went through, from a day until another; `until` is null while it lasts. Days corridos. */
export type Stretch = { state: RequestState; from: string; until: string | null; days: number }

/**
 * How long it was in each state, in order. What was undone never was: the state before goes on. Days are counted on
 * the calendar of the mainland, from the day it was received.
 */
export function stretchesOf({ received_on, closed_on }: RequestFacts, steps: readonly Step[], today: string): Stretch[] {
  const changes = standingSteps(steps)
    .map(({ state, created_at }, at) => ({ state, from: at === 0 ? received_on : dayOf(created_at) }))
    .filter(({ state }, at, all) => state !== all[at - 1]?.state)
  return changes.map(({ state, from }, at) => {
    const until = changes[at + 1]?.from ?? null
    const end = until ?? closed_on ?? today
    return { state, from, until, days: Math.max(0, daysBetween(from, end)) }
  })
}

const dayOf = (instant: string) => todayIn('America/Santiago', new Date(instant))

/** Days from the day it was received until a meeting was called, at the instant given. */
export const daysToMeeting = (received_on: string, called_at: string) => Math.max(0, daysBetween(received_on, dayOf(called_at)))

/** The middle value; the mean of both when two are in the middle. Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2
}

type Meeting = { state: string } | null

/** What comes next, the one primary act of the page: null once it is closed. */
export function nextActOf({ state, closed_on }: RequestFacts, meeting: Meeting): 'start' | 'schedule' | 'call' | 'agree' | 'conclude' | null {
  if (closed_on !== null) return null
  if (state === 'agreement') return 'conclude'
  if (state === 'received') return 'start'
  if (!meeting || meeting.state === 'cancelled') return 'schedule'
  return meeting.state === 'draft' ? 'call' : 'agree'
}

export type RequestTone = 'pendiente' | 'en-curso' | 'por-validar' | 'cumplido' | 'sin-efecto'

/** Word and tone of the badge. A result says which. */
export function badgeOf({ state, outcome }: Pick<RequestFacts, 'state' | 'outcome'>): { word: string; tone: RequestTone } {
  if (state === 'withdrawn') return { word: requestStates.withdrawn, tone: 'sin-efecto' }
  if (outcome) return { word: requestOutcomes[outcome], tone: outcome === 'achieved' ? 'cumplido' : 'sin-efecto' }
  return { word: requestStates[state], tone: state === 'received' ? 'pendiente' : 'en-curso' }
}

/** «3 días corridos», «hoy» for none. */
export const daysText = (days: number) => (days === 0 ? 'menos de un día' : plural(days, 'día corrido', 'días corridos'))

/** The address of the list behind a figure of a period. */
export function figureAddress({ from, until }: { from?: string; until?: string }, state?: RequestStateFilter) {
  const search = new URLSearchParams({ vista: 'todas' })
  if (state) search.set('estado', state)
  if (from) search.set('desde', from)
  if (until) search.set('hasta', until)
  return `/solicitudes?${search}`
}
