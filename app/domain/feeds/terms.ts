/** How much a subscribed calendar tells. */
export const feedDetails = {
  full: 'Completo',
  title: 'Solo título y lugar',
  busy: 'Solo «Ocupado»',
} as const
export type FeedDetail = keyof typeof feedDetails

/** Which meetings a subscribed calendar holds. */
export const feedScopes = {
  filtro: 'Lo que estoy viendo',
  mias: 'Mis reuniones',
  institucion: 'Una institución',
  region: 'Una región',
  todo: 'Todo lo que puedo ver',
} as const
export type FeedScope = keyof typeof feedScopes
