/** Who a step of the ladder is for. */
export const targets = {
  responsible: 'Cargo responsable',
  superior: 'Su superior',
  authority: 'Autoridad de la institución',
  agenda: 'Punto en la próxima reunión',
} as const
export type Target = keyof typeof targets

/** What somebody may ask not to be written about. */
export const silenceTopics = {
  reminder: 'Recordatorios de compromisos',
  weekly: 'Resumen semanal de su institución',
  daily: 'Resumen diario de la coordinación',
} as const
export type SilenceTopic = keyof typeof silenceTopics

export const REMINDER_TOPIC = 'reminder'
export const DIGEST_TOPIC = 'digest'

/** Why nobody is written today about a commitment. */
export const holds = {
  closed: 'Ya está cerrado.',
  undated: 'No tiene fecha.',
  delivered: 'Se informó cumplido y espera verificación.',
  not_ours: 'La institución dice que no le corresponde y espera respuesta.',
  proposed: 'La institución pidió más plazo y espera respuesta.',
  blocked: 'Espera a otro compromiso que sigue abierto.',
  paused: 'Los recordatorios están en pausa.',
  silenced: 'El destinatario pidió no recibir estos avisos.',
  unreachable: 'No hay ninguna dirección de correo para el cargo ni para la institución.',
  no_meeting: 'No hay ninguna reunión convocada con la institución.',
} as const
export type Hold = keyof typeof holds
