import { daysText, stretchesOf, type RequestFacts, type Step } from '#app/domain/connection-requests/rules.ts'
import type { RequestState } from '#app/domain/connection-requests/terms.ts'
import type { StatusTone } from '#app/domain/commitments/terms.ts'
import { daysBetween } from '#app/lib/days.ts'

/** Each state as whoever asked is told. */
const told: Record<RequestState, { word: string; tone: StatusTone }> = {
  received: { word: 'Recibida por la coordinación', tone: 'pendiente' },
  in_progress: { word: 'La coordinación la gestiona', tone: 'en-curso' },
  meeting_called: { word: 'Reunión convocada', tone: 'en-curso' },
  agreement: { word: 'Hay un acuerdo', tone: 'en-curso' },
  result: { word: 'Terminada', tone: 'cumplido' },
  withdrawn: { word: 'Retirada', tone: 'sin-efecto' },
}

/** How a request stands, for whoever asked: «Se logró, en 23 días corridos». */
export function requestStanding(request: RequestFacts, steps: readonly Step[], today: string) {
  const { state, outcome, received_on, closed_on } = request
  const badge = outcome === 'achieved' ? { word: 'Se logró', tone: 'cumplido' as const } : outcome ? { word: 'No se logró', tone: 'sin-efecto' as const } : told[state]
  const current = stretchesOf(request, steps, today).at(-1)
  const time = closed_on ? `en ${daysText(daysBetween(received_on, closed_on))}` : `desde hace ${daysText(current?.days ?? 0)}`
  return { badge, time }
}

/** The states it went through with the days corridos in each: «Recibida por la coordinación: 4 días corridos». */
export const requestStages = (request: RequestFacts, steps: readonly Step[], today: string) =>
  stretchesOf(request, steps, today)
    .filter(({ until }) => until !== null || request.closed_on === null)
    .map(({ state, from, until, days }) => ({ word: told[state].word, from, days: until === null ? `lleva ${daysText(days)}` : daysText(days) }))
