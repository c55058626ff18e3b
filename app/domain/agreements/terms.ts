export const agreementKinds = {
  meeting_agreement: 'Acuerdo de reunión',
  convenio: 'Convenio',
  protocol: 'Protocolo',
  letter: 'Carta de compromiso',
} as const
export type AgreementKind = keyof typeof agreementKinds

export const partyRoles = {
  obliged: 'se obliga',
  beneficiary: 'se beneficia',
  guarantor: 'financia o garantiza',
  facilitator: 'facilita',
} as const
export type PartyRole = keyof typeof partyRoles

export const acceptances = { pending: 'Por confirmar', accepted: 'Aceptó', refused: 'No aceptó' } as const
export type Acceptance = keyof typeof acceptances

/** Derived from commitments and acceptances, unless somebody overrode it with a reason. */
export const agreementStates = {
  proposed: 'Propuesto',
  in_force: 'Vigente',
  fulfilled: 'Cumplido',
  partly_fulfilled: 'Cumplido en parte',
  breached: 'Incumplido',
  withdrawn: 'Sin efecto',
  expired: 'Vencido sin compromisos',
} as const
export type AgreementState = keyof typeof agreementStates

export const progresses = {
  'abiertos': 'Con compromisos abiertos',
  'por-cumplir': 'Por cumplir',
  'cumplidos': 'Con todo cumplido',
  'sin-compromisos': 'Sin compromisos',
} as const
export type Progress = keyof typeof progresses

export const validities = {
  'vigentes': 'Vigente o sin término',
  'por-terminar': 'Termina dentro de 60 días',
  'por-renovar': 'Termina dentro de 90 días',
  'terminados': 'Ya terminó',
} as const
export type Validity = keyof typeof validities

export const agreementSorts = { fecha: 'fecha', folio: 'folio', vigencia: 'vigencia' } as const
export type AgreementSort = keyof typeof agreementSorts
