/** What is stored about a meeting, and how it is read. */

export const meetingKinds = {
  working_group: 'Mesa técnica',
  bilateral: 'Bilateral',
  hearing: 'Audiencia',
  site_visit: 'Visita a terreno',
  land_round: 'Ronda de suelo',
  training: 'Capacitación',
  committee: 'Comité',
  call: 'Llamada',
  other: 'Otra',
} as const
export type MeetingKind = keyof typeof meetingKinds

export const meetingStates = {
  draft: 'Borrador',
  called: 'Convocada',
  in_progress: 'En curso',
  held: 'Realizada',
  closed: 'Acta cerrada',
  suspended: 'Suspendida',
  cancelled: 'Cancelada',
} as const
export type MeetingState = keyof typeof meetingStates

export const modalities = {
  in_person: 'Presencial',
  video: 'Videollamada',
  phone: 'Teléfono',
  hybrid: 'Presencial y por video',
} as const
export type Modality = keyof typeof modalities

export const rsvps = {
  pending: 'Sin respuesta',
  accepted: 'Confirmó',
  tentative: 'Quizás',
  declined: 'No podrá',
} as const
export type Rsvp = keyof typeof rsvps

export const attendances = {
  unknown: 'Sin registrar',
  present: 'Asistió',
  excused: 'Se excusó',
  absent: 'No asistió',
} as const
export type Attendance = keyof typeof attendances

/** Who may read a note, said before it is saved. */
export const audiences = { shared: 'Compartido', internal: 'Solo interno' } as const
export type Audience = keyof typeof audiences

/** Where clocks differ in Chile. */
export const zones = {
  'America/Santiago': 'Santiago (de Arica a Los Lagos)',
  'America/Coyhaique': 'Coyhaique (Aysén)',
  'America/Punta_Arenas': 'Punta Arenas (Magallanes)',
  'Pacific/Easter': 'Isla de Pascua',
} as const
export type Zone = keyof typeof zones

/** «10:00 en Punta Arenas». */
export const zoneCities: Record<Zone, string> = {
  'America/Santiago': 'Santiago',
  'America/Coyhaique': 'Coyhaique',
  'America/Punta_Arenas': 'Punta Arenas',
  'Pacific/Easter': 'Isla de Pascua',
}

export const meetingViews = {
  proximas: 'Próximas',
  'sin-acta': 'Sin acta',
  cerradas: 'Cerradas',
  mias: 'Mías',
  todas: 'Todas',
} as const
export type MeetingView = keyof typeof meetingViews

/** Whose meetings, by who owns them: the viewer, a colleague who coordinates, anybody else. */
export const owners = { mias: 'Mis reuniones', equipo: 'Mi equipo', red: 'La Red' } as const
export type Owner = keyof typeof owners

export const meetingSorts = { fecha: 'fecha', reunion: 'reunión' } as const
export type MeetingSort = keyof typeof meetingSorts

export const durations = { 30: '30 min', 60: '1 h', 90: '1 h 30' } as const
