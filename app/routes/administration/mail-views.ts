import type { MailState } from '#app/domain/outbox/terms.ts'
import { oneOfParam } from '#app/lib/list-address.ts'

/** What the page of mail shows, as its address says; what waits when it says nothing. */
export const mailViews = {
  pendientes: { label: 'En cola', states: ['queued', 'sending'] },
  fallidos: { label: 'Con falla', states: ['failed'] },
  tarde: { label: 'Omitidos: tarde', states: ['late'] },
  enviados: { label: 'Enviados', states: ['sent'] },
  retirados: { label: 'Retirados', states: ['withdrawn'] },
} as const satisfies Record<string, { label: string; states: readonly MailState[] }>
export type MailView = keyof typeof mailViews

export const viewOf = (search: URLSearchParams): MailView => oneOfParam(search, 'ver', mailViews) ?? 'pendientes'

/** The list from which an act on one mail was asked for. */
export const backOf = (request: Request) => `/administracion/envios?ver=${viewOf(new URL(request.url).searchParams)}`
