/** What is stored about a commitment, and how it is read. */

/** What the debtor says. */
export const declaredStates = {
  proposed: 'Propuesto',
  accepted: 'Aceptado',
  in_progress: 'En curso',
  delivered: 'Entregado',
  dropped: 'Sin efecto',
  not_ours: 'No le corresponde',
} as const
export type DeclaredState = keyof typeof declaredStates

/** What the debtor may answer; «sin efecto» is for the coordination alone. */
export const answers = {
  delivered: 'Está cumplido',
  in_progress: 'Está en curso',
  accepted: 'Se acepta',
  not_ours: 'No nos corresponde',
} as const
export type Answer = keyof typeof answers

/** What the paper says. */
export const evidenceStates = {
  none: 'Sin evidencia',
  partial: 'Con evidencia, sin verificar',
  verified: 'Verificada',
} as const
export type EvidenceState = keyof typeof evidenceStates

/** What the calendar says; derived, never stored. */
export const scheduleStates = {
  on_time: 'En plazo',
  due_soon: 'Por vencer',
  overdue: 'Plazo vencido',
  kept_on_time: 'Cumplido dentro del plazo',
  kept_late: 'Cumplido fuera de plazo',
  undated: 'Sin fecha',
} as const
export type ScheduleState = keyof typeof scheduleStates

export const dueRules = {
  date: 'En una fecha',
  habiles: 'Días hábiles',
  corridos: 'Días corridos',
  corridos_prorroga: 'Días corridos; si cae inhábil, el hábil siguiente',
  meses: 'Meses',
  next_session: 'En la próxima sesión',
  none: 'Sin fecha todavía',
} as const
export type DueRule = keyof typeof dueRules

/** Tones of the badge, in the order in which the first that applies wins. They are the values of `?estado=` too. */
export const statuses = {
  'sin-efecto': 'Sin efecto',
  'cumplido': 'Cumplido',
  'por-validar': 'Por validar',
  'vencido': 'Vencido',
  'por-vencer': 'Por vencer',
  'en-curso': 'En curso',
  'pendiente': 'Pendiente',
} as const
export type StatusTone = keyof typeof statuses

/** What `?estado=` also understands. */
export const stateFilters = {
  'abiertos': 'Abiertos',
  'cerrados': 'Cerrados',
  'abiertos-y-cumplidos': 'Abiertos y cumplidos',
  ...statuses,
  'sin-proximo-paso': 'Sin próximo paso',
  'esperan': 'Esperan a otro',
  'ya-no-esperan': 'Ya no esperan',
} as const
export type StateFilter = keyof typeof stateFilters

/** Columns of the board. Each is entered by an act, so lateness is none of them. */
export const stages = {
  'pendiente': 'Pendiente',
  'en-curso': 'En curso',
  'por-validar': 'Por validar',
  'cumplido': 'Cumplido',
  'sin-efecto': 'Sin efecto',
} as const
export type Stage = keyof typeof stages

/** Ways of looking at the same list. */
export const listForms = { tabla: 'Tabla', tablero: 'Tablero', institucion: 'Por institución' } as const
export type ListForm = keyof typeof listForms

/** What the matrix of who owes whom counts. They are values of `?estado=` too. */
export const matrixStates = { abiertos: 'Abiertos', vencido: 'Vencidos', cumplido: 'Cumplidos' } as const
export type MatrixState = keyof typeof matrixStates

/** Whoever receives what was promised to nobody by name. */
export const NOBODY_NAMED = 'Nadie nombrado'

export const savedViews = {
  'mios': 'Míos',
  'vencidos': 'Vencidos',
  'semana': 'Esta semana',
  'por-verificar': 'Por validar',
  'sin-fecha': 'Sin fecha',
  'todos': 'Todos',
} as const
export type SavedView = keyof typeof savedViews

/** Which side of the promise an institution is on. */
export const sides = { debe: 'Debe', recibe: 'Recibe' } as const
export type Side = keyof typeof sides

export const sorts = { vence: 'vence', compromiso: 'compromiso', debe: 'quién debe', movido: 'último movimiento' } as const
export type Sort = keyof typeof sorts

/** Groups of the list, in their order. */
export const dueGroups = {
  overdue: 'Vencidos',
  delivered: 'Por validar, con el plazo pasado',
  today: 'Hoy',
  week: 'Esta semana',
  later: 'Después',
  undated: 'Sin fecha',
  closed: 'Cerrados',
} as const
export type DueGroup = keyof typeof dueGroups

/** How it became known that whoever owes accepts it; `page` is their own page. */
export const acceptanceWays = {
  meeting: 'En la reunión',
  oficio: 'Por oficio',
  mail: 'Por correo',
  phone: 'Por teléfono',
  message: 'Por mensaje',
  page: 'Desde su página',
} as const
export type AcceptanceWay = keyof typeof acceptanceWays

/** What whoever receives it says of a delivery. */
export const receipts = { received: 'Sí, se recibió', not_received: 'No se recibió' } as const
export type Receipt = keyof typeof receipts

export const updateKinds = {
  created: 'Registro',
  declared: 'Declaración',
  evidence: 'Evidencia',
  verified: 'Verificación',
  rejected: 'No se dio por cumplido',
  rescheduled: 'Cambio de plazo',
  reopened: 'Reapertura',
  reassigned: 'Reasignación',
  note: 'Nota',
  blocked: 'Espera a otro',
  unblocked: 'Ya no espera',
  split: 'Se dividió',
  undone: 'Se deshizo',
  received: 'Quien recibe confirma',
  not_received: 'Quien recibe dice que no',
} as const
export type UpdateKind = keyof typeof updateKinds
