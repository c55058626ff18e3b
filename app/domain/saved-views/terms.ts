/** The lists that may be seen in a way of one's own: where each one is, what it is asked by, what it shows. */

type ListTerms = {
  path: string
  label: string
  /** Parameters of its address that say what is in it, or in what form. */
  params: readonly string[]
  /** The columns after the first one, which heads the row and always stays. */
  columns: Readonly<Record<string, string>>
  /** Those shown unless others are chosen. */
  usual: readonly string[]
}

export const lists = {
  meetings: {
    path: '/reuniones',
    label: 'Reuniones',
    params: ['vista', 'q', 'region', 'institucion', 'tipo', 'estado', 'desde', 'hasta', 'capas', 'capa', 'solo'],
    columns: {
      fecha: 'Fecha', instituciones: 'Instituciones', estado: 'Estado', acuerdos: 'Acuerdos', abiertos: 'Abiertos', tipo: 'Tipo',
      lugar: 'Lugar', cargo: 'A cargo de',
    },
    usual: ['fecha', 'instituciones', 'estado', 'acuerdos', 'abiertos'],
  },
  agreements: {
    path: '/acuerdos',
    label: 'Acuerdos',
    params: ['vista', 'q', 'tipo', 'institucion', 'region', 'avance', 'vigencia'],
    columns: { origen: 'Origen', partes: 'Partes', avance: 'Avance', vigencia: 'Vigencia' },
    usual: ['origen', 'partes', 'avance', 'vigencia'],
  },
  commitments: {
    path: '/compromisos',
    label: 'Compromisos',
    params: [
      'vista', 'forma', 'q', 'region', 'tipo', 'institucion', 'papel', 'con', 'debe', 'debe_salvo', 'recibe', 'recibe_salvo',
      'vence_desde', 'vence_antes', 'estado', 'etapa', 'sigue',
    ],
    columns: { debe: 'Quién debe a quién', vence: 'Vence', estado: 'Estado', sigue: 'Lo sigue', origen: 'Origen', movido: 'Último movimiento' },
    usual: ['debe', 'vence', 'estado'],
  },
  institutions: {
    path: '/instituciones',
    label: 'Instituciones',
    params: ['vista', 'q', 'tipo', 'region', 'red'],
    columns: {
      tipo: 'Tipo', lugar: 'Comuna o región', autoridad: 'Autoridad', contacto: 'Último contacto', debe: 'Debe', red: 'En la red',
      coordina: 'La coordina',
    },
    usual: ['tipo', 'lugar', 'autoridad', 'contacto', 'debe', 'red'],
  },
  people: {
    path: '/contactos',
    label: 'Contactos',
    params: ['vista', 'q', 'tipo', 'region'],
    columns: { cargo: 'Cargo', institucion: 'Institución', contacto: 'Contacto', confirmado: 'Confirmado', rut: 'RUT', fuente: 'De dónde viene' },
    usual: ['cargo', 'institucion', 'contacto', 'confirmado'],
  },
  requests: {
    path: '/solicitudes',
    label: 'Solicitudes',
    params: ['vista', 'q', 'estado', 'region', 'institucion', 'con', 'sigue', 'desde', 'hasta'],
    columns: { pide: 'Quién pide, con quién', recibida: 'Recibida', estado: 'Estado', sigue: 'La sigue' },
    usual: ['pide', 'recibida', 'estado'],
  },
} as const satisfies Record<string, ListTerms>

export type List = keyof typeof lists

/** Of an address: which view it came from, and which columns it shows. */
export const VIEW = 'guardada'
export const COLUMNS = 'columnas'
