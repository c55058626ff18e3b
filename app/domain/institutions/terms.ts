/** What is stored about an institution, and how it is read. */

export const institutionKinds = {
  municipality: 'Municipalidad',
  gore: 'Gobierno regional',
  serviu: 'Servicio regional de vivienda',
  seremi: 'Secretaría regional ministerial',
  ministry: 'Ministerio o subsecretaría',
  association: 'Asociación',
  company: 'Empresa',
  ngo: 'Fundación u ONG',
  academia: 'Universidad o centro de estudios',
  community: 'Comité u organización comunitaria',
  other: 'Otro organismo',
} as const
export type InstitutionKind = keyof typeof institutionKinds

/** The kinds people add by hand; the others come with the catalogue of public bodies. */
export const ownKinds = {
  association: institutionKinds.association,
  company: institutionKinds.company,
  ngo: institutionKinds.ngo,
  academia: institutionKinds.academia,
  community: institutionKinds.community,
  other: institutionKinds.other,
} as const

export const networkStatuses = {
  member: 'Miembro',
  joining: 'En incorporación',
  external: 'Fuera de la red',
  withdrawn: 'Retirada',
} as const
export type NetworkStatus = keyof typeof networkStatuses

export const institutionViews = { red: 'La red', servicios: 'Servicios públicos', todas: 'Todas' } as const
export type InstitutionView = keyof typeof institutionViews

/** Values of `?orden=`; a minus before one reverses it. */
export const institutionSorts = {
  nombre: 'nombre',
  tipo: 'tipo',
  contacto: 'último contacto',
  abiertos: 'compromisos abiertos',
  vencidos: 'compromisos vencidos',
  red: 'estado en la red',
} as const
export type InstitutionSort = keyof typeof institutionSorts

/** Values of `?tema=` in the history of an institution. */
export const timelineTopics = {
  reuniones: 'Reuniones',
  acuerdos: 'Acuerdos',
  compromisos: 'Compromisos',
  solicitudes: 'Solicitudes',
  cargos: 'Cargos',
} as const
export type TimelineTopic = keyof typeof timelineTopics

export const timelineEvents = {
  meeting: 'Reunión',
  agreed: 'Se acordó',
  staged: 'Convenio',
  promised: 'Se comprometió',
  kept: 'Se cumplió',
  dropped: 'Quedó sin efecto',
  closed: 'Se cerró',
  overdue: 'Venció',
  asked: 'Se pidió articular',
  answered: 'Se cerró la solicitud',
  took_office: 'Asumió',
  left_office: 'Dejó el cargo',
} as const
export type TimelineEvent = keyof typeof timelineEvents
