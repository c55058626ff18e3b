/** What a key may read: each is a noun of the API, but the last, which adds to several of them. */
export const tokenScopes = {
  institutions: 'Instituciones',
  positions: 'Cargos',
  people: 'Personas',
  tenures: 'Quién ejerce cada cargo',
  meetings: 'Reuniones',
  minutes: 'Actas',
  agreements: 'Acuerdos',
  commitments: 'Compromisos',
  requests: 'Solicitudes de articulación',
  contact_data: 'RUT, correos y teléfonos',
} as const
export type TokenScope = keyof typeof tokenScopes

/** Months a key works. */
export const tokenLives = { 1: 'Un mes', 3: 'Tres meses', 6: 'Seis meses', 12: 'Un año' } as const
