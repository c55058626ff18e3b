import type { Acceptance, AgreementState, PartyRole } from './terms.ts'

export type PartyFacts = { institution_id: string; role: PartyRole; acceptance: Acceptance }

/** How the commitments under an agreement stand; `dropped` ones are not in `total`. */
export type Tally = { total: number; fulfilled: number; overdue: number; dropped: number }

export type AgreementFacts = { valid_until_on: string | null; override_state: AgreementState | null }

/** Why these may not be the parties of an agreement, or null: two institutions at least, one of them obliged. */
export function partiesProblem(parties: readonly Pick<PartyFacts, 'institution_id' | 'role'>[]): string | null {
  if (new Set(parties.map((party) => party.institution_id)).size < 2) return 'Un acuerdo necesita al menos dos instituciones distintas.'
  if (!parties.some((party) => party.role === 'obliged')) return 'Indique al menos una institución que se obliga.'
  return null
}

/** The state somebody gave it with a reason, else what its commitments and acceptances say. `today` is YYYY-MM-DD. */
export const stateOf = (agreement: AgreementFacts, parties: readonly PartyFacts[], tally: Tally, today: string): AgreementState =>
  agreement.override_state ?? derivedStateOf(agreement, parties, tally, today)

/**
 * Refused by everybody who was to oblige themselves, or left without effect promise by promise: withdrawn. Every
 * promise verified: fulfilled. Past its validity: partly fulfilled, breached, or expired when nothing was promised.
 * Otherwise in force once every obliged party has accepted, and proposed until then.
 */
export function derivedStateOf(
  { valid_until_on }: Pick<AgreementFacts, 'valid_until_on'>,
  parties: readonly PartyFacts[],
  { total, fulfilled, dropped }: Tally,
  today: string,
): AgreementState {
  const obliged = parties.filter((party) => party.role === 'obliged')
  if (obliged.length > 0 && obliged.every((party) => party.acceptance === 'refused')) return 'withdrawn'
  if (total === 0 && dropped > 0) return 'withdrawn'
  if (total > 0 && fulfilled === total) return 'fulfilled'
  if (valid_until_on !== null && valid_until_on < today) {
    if (total === 0) return 'expired'
    return fulfilled > 0 ? 'partly_fulfilled' : 'breached'
  }
  return obliged.every((party) => party.acceptance === 'accepted') ? 'in_force' : 'proposed'
}

export type StateTone = 'pendiente' | 'en-curso' | 'cumplido' | 'por-vencer' | 'vencido' | 'sin-efecto'

/** The tone of the badge; red is only for what was breached. */
export const stateTones: Record<AgreementState, StateTone> = {
  proposed: 'pendiente',
  in_force: 'en-curso',
  fulfilled: 'cumplido',
  partly_fulfilled: 'por-vencer',
  breached: 'vencido',
  withdrawn: 'sin-efecto',
  expired: 'sin-efecto',
}

/** «2 de 3 cumplidos». */
export const progressText = ({ total, fulfilled }: Tally) =>
  total === 0 ? 'Sin compromisos' : `${fulfilled} de ${total} ${total === 1 ? 'cumplido' : 'cumplidos'}`
