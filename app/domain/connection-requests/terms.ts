/** What is stored about a request for a connection (solicitud de articulación), and how it is read. */

export const requestStates = {
  received: 'Recibida',
  in_progress: 'En curso',
  meeting_called: 'Reunión convocada',
  agreement: 'Con acuerdo',
  result: 'Con resultado',
  withdrawn: 'Retirada',
} as const
export type RequestState = keyof typeof requestStates

export const requestOutcomes = { achieved: 'Conexión lograda', not_achieved: 'No se logró' } as const
export type RequestOutcome = keyof typeof requestOutcomes

/** With whom a connection is usually asked for: what a municipality chooses from. The keys are kinds of institutions. */
export const counterparts = {
  serviu: 'SERVIU',
  gore: 'GORE, el gobierno regional',
  ministry: 'MINVU',
  seremi: 'SEREMI',
  company: 'Una empresa',
  association: 'Una asociación',
  other: 'Otra',
} as const

export const requestViews = {
  'recibidas': 'Recibidas',
  'en-curso': 'En curso',
  'con-reunion': 'Con reunión',
  'resultado': 'Con resultado',
  'todas': 'Todas',
} as const
export type RequestView = keyof typeof requestViews

/** What `?estado=` understands: every figure has its list here. */
export const requestStateFilters = {
  'abiertas': 'Siguen en curso',
  'recibida': requestStates.received,
  'en-curso': requestStates.in_progress,
  'reunion-convocada': requestStates.meeting_called,
  'con-acuerdo': requestStates.agreement,
  'con-resultado': requestStates.result,
  'logradas': 'Conexión lograda',
  'no-logradas': 'No se logró',
  'retiradas': 'Retirada',
  'llegaron-a-reunion': 'Llegaron a convocar una reunión',
} as const
export type RequestStateFilter = keyof typeof requestStateFilters

export const requestSorts = { recibida: 'recibida', folio: 'folio', pide: 'quién pide' } as const
export type RequestSort = keyof typeof requestSorts
