/** What is done by itself on its day. */
export const jobKinds = {
  reminders: 'Recordatorios del día',
  agenda: 'Punto en una pauta',
  digest: 'Resumen del día',
  sheet_import: 'Importación de una planilla',
} as const
export type JobKind = keyof typeof jobKinds

export const jobStates = {
  queued: 'En espera',
  running: 'En curso',
  done: 'Hecha',
  failed: 'Con falla',
  late: 'Omitida: tarde',
} as const
