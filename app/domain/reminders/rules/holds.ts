import type { Facts } from '#app/domain/commitments/rules.ts'
import { formatDay } from '#app/lib/days.ts'

import { holds, type Hold } from '../terms.ts'

export type Chased = Pick<Facts, 'declared_state' | 'due_on' | 'closed_on'> & {
  /** A date asked for and not answered. */
  asked_on: string | null
  /** The open commitment that it waits for. */
  blocker_folio: string | null
  pause: { reason: string; until_on: string | null } | null
}

/** Why nobody is reminded of a commitment on a day; null when somebody may be. */
export function holdOn(day: string, { declared_state, due_on, closed_on, asked_on, blocker_folio, pause }: Chased): Hold | null {
  if (closed_on !== null || declared_state === 'dropped') return 'closed'
  if (due_on === null) return 'undated'
  if (declared_state === 'delivered' || declared_state === 'not_ours') return declared_state
  if (asked_on !== null) return 'proposed'
  if (blocker_folio !== null) return 'blocked'
  return pause && isPausedOn(day, pause) ? 'paused' : null
}

/** `until_on` is the last day of the pause. */
const isPausedOn = (day: string, { until_on }: { until_on: string | null }) => until_on === null || day <= until_on

/** The reason with what it is about: «Los recordatorios están en pausa hasta el 12-12-2026: en licencia.» */
export function holdText(hold: Hold, { blocker_folio, asked_on, pause }: Pick<Chased, 'blocker_folio' | 'asked_on' | 'pause'>): string {
  if (hold === 'blocked' && blocker_folio) return `Espera a ${blocker_folio}, que sigue abierto.`
  if (hold === 'proposed' && asked_on) return `La institución pidió plazo hasta el ${formatDay(asked_on)} y espera respuesta.`
  if (hold === 'paused' && pause) return `En pausa${pause.until_on ? ` hasta el ${formatDay(pause.until_on)}` : ''}: ${pause.reason}`
  return holds[hold]
}
