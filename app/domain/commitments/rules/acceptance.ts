import { formatDay } from '#app/lib/days.ts'

import type { DeclaredState } from '../terms.ts'
import { acceptanceWays, type AcceptanceWay } from '../terms.ts'

type Accepted = {
  declared_state: DeclaredState
  closed_on: string | null
  debtor_name: string
  accepted_on: string | null
  accepted_way: AcceptanceWay | null
  /** The position that accepted, and the account that said it or wrote it down. */
  accepted_title: string | null
  accepted_user_name: string | null
}

/** «Aceptado el 24-11-2026 por Alcaldía, por oficio (lo anotó Paula Díaz)»; null when nothing is known and nothing is asked. */
export function acceptanceText({ declared_state, closed_on, debtor_name, accepted_on, accepted_way, accepted_title, accepted_user_name }: Accepted) {
  if (accepted_on) {
    const on = `Aceptado el ${formatDay(accepted_on)}`
    if (!accepted_way || accepted_way === 'page') return `${on} por ${[accepted_user_name ?? debtor_name, accepted_title].filter(Boolean).join(', ')}, desde su página`
    const how = acceptanceWays[accepted_way].toLowerCase()
    return `${on} por ${accepted_title ?? debtor_name}, ${how} (lo anotó ${accepted_user_name ?? 'la coordinación'})`
  }
  return declared_state === 'proposed' && closed_on === null ? `Propuesto: ${debtor_name} todavía no lo acepta` : null
}

/** Why that cannot be the day it was accepted, or null. Days are YYYY-MM-DD. */
export const acceptanceProblem = (accepted_on: string, today: string) =>
  accepted_on > today ? `Escriba una fecha hasta hoy, ${formatDay(today)}: lo que se acepta ya se aceptó.` : null
