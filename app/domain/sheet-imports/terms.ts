/** What a sheet may bring, where its import stands, and what became of each row. */

export const importKinds = {
  people: 'Personas y sus cargos',
  members: 'Miembros de la red',
  positions: 'Cargos',
  meetings: 'Reuniones pasadas',
} as const
export type ImportKind = keyof typeof importKinds

export const importStates = {
  uploaded: 'Por preparar',
  reviewed: 'Por revisar',
  running: 'Importando',
  applied: 'Importada',
  undone: 'Deshecha',
} as const
export type ImportState = keyof typeof importStates

export const outcomes = {
  failed: 'Con problema',
  created: 'Nueva',
  updated: 'Cambia',
  same: 'Igual',
  skipped: 'Omitida',
} as const
export type Outcome = keyof typeof outcomes

/** The steps of the wizard, as its address names them. */
export const steps = {
  hoja: 'Hoja',
  encabezado: 'Encabezado',
  columnas: 'Columnas',
  revision: 'Revisión',
  resultado: 'Resultado',
} as const
export type Step = keyof typeof steps

/** Rows that are written together, and reviewed on a page. */
export const BATCH = 100
export const PAGE_SIZE = 50

/** What columns may hold, by kind. The words are what a person reads. */
export const columnWords = {
  people: {
    full_name: 'Nombre completo',
    given_names: 'Nombres',
    surnames: 'Apellidos',
    first_surname: 'Primer apellido',
    second_surname: 'Segundo apellido',
    rut: 'RUT',
    treatment: 'Tratamiento',
    institution: 'Institución',
    commune: 'Comuna',
    position: 'Cargo',
    unit: 'Unidad o dirección',
    tenure_kind: 'Calidad (titular, subrogante…)',
    starts_on: 'Desde',
    ends_on: 'Hasta',
    email: 'Correo',
    other_email: 'Otro correo',
    phone: 'Teléfono',
    other_phone: 'Otro teléfono',
    whatsapp: 'WhatsApp',
    source: 'Fuente del dato',
    note: 'Nota interna',
  },
  members: { institution: 'Institución', commune: 'Comuna', cut: 'CUT', since: 'Miembro desde' },
  positions: { institution: 'Institución', commune: 'Comuna', title: 'Cargo', unit: 'Unidad o dirección' },
  meetings: {
    date: 'Fecha',
    start: 'Hora de inicio',
    end: 'Hora de término',
    title: 'Título',
    kind: 'Tipo de reunión',
    institutions: 'Instituciones',
    place: 'Lugar',
    description: 'Descripción',
  },
} as const satisfies Record<ImportKind, Record<string, string>>

/** Columns that hold days. */
export const dayColumns: readonly string[] = ['starts_on', 'ends_on', 'since', 'date']

export const wordOf = (kind: ImportKind, field: string): string => (columnWords[kind] as Record<string, string>)[field] ?? field
