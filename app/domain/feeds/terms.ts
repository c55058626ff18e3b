/** How much a subscribed calendar tells. */
export const feedDetails = {
  full: 'Completo',
  title: 'Solo título y lugar',
  busy: 'Solo «Ocupado»',
} as const
export type FeedDetail = keyof typeof feedDetails
