export const mailStates = {
  queued: 'En cola',
  sending: 'Saliendo',
  failed: 'Con falla',
  late: 'Omitido: tarde',
  sent: 'Enviado',
  withdrawn: 'Retirado',
} as const
export type MailState = keyof typeof mailStates

/** What a mail is about. A topic that is not here is shown as it is. */
export const mailTopics: Record<string, string> = {
  'minutes.closed': 'Acta cerrada',
  invitation: 'Invitación',
  access: 'Enlace de acceso',
  errand: 'Encargo',
  'reminder': 'Recordatorio',
  'digest': 'Resumen del día',
  'feed.expiring': 'Enlace de calendario por vencer',
  'meetings.zone_rules': 'Cambio de reglas horarias',
}
