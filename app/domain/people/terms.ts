/** Why the network may keep somebody's data (Ley 19.628 art. 13, as amended by Ley 21.719). */
export const legalBases = {
  professional_contact: 'Contacto profesional',
  legitimate_interest: 'Interés legítimo',
  consent: 'Consentimiento',
  public_source: 'Fuente de acceso público',
} as const
export type LegalBasis = keyof typeof legalBases

/** A stored basis in words; what was imported in other words stays as it is. */
export const legalBasisText = (basis: string) => (Object.hasOwn(legalBases, basis) ? legalBases[basis as LegalBasis] : basis)

/** Values of `?orden=`; a minus before one reverses it. */
export const peopleSorts = { apellido: 'primer apellido', confirmado: 'última confirmación' } as const
export type PeopleSort = keyof typeof peopleSorts
