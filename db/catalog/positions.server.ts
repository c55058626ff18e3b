import type { PositionsTable } from '#db/schema.ts'

import type { CatalogInstitution } from './institutions.server.ts'

type Stored = Pick<PositionsTable, 'id' | 'institution_id' | 'title' | 'kind' | 'unit' | 'lobby_status'>

export type CatalogPosition = Stored & {
  sort: number
  /** Other words people use for it. */
  also: string
}

type Standard = {
  title: string
  kind: string
  lobby_status: PositionsTable['lobby_status']
  unit?: string
  /** Tells apart several positions of one kind in an institution. */
  key?: string
  also?: string
}

/** The offices an institution has by rule, vacant. Seats of concejales and consejeros, and units, are added by hand. */
export function standardPositions(
  institution: Pick<CatalogInstitution, 'id' | 'kind' | 'parent_id' | 'region_code'>,
): CatalogPosition[] {
  return standardsOf(institution).map((position, index) => ({
    id: [institution.id, position.kind, position.key].filter(Boolean).join(':'),
    institution_id: institution.id,
    title: position.title,
    kind: position.kind,
    unit: position.unit ?? null,
    lobby_status: position.lobby_status,
    sort: (index + 1) * 10,
    also: position.also ?? '',
  }))
}

function standardsOf({ id, kind, parent_id, region_code }: Parameters<typeof standardPositions>[0]): Standard[] {
  if (kind === 'municipality') return municipality
  if (kind === 'gore') return regionalGovernment
  if (kind === 'serviu') return [region_code === '13' ? metropolitanServiu : serviu]
  if (kind === 'seremi') return seremi
  if (id === 'minvu') return [...ministry, ...minvuDivisions]
  if (kind === 'ministry') return parent_id ? undersecretariat : ministry
  if (id.startsWith('core-')) return regionalCouncil
  if (id.startsWith('dpr-')) return [delegate('regional')]
  if (id.startsWith('dpp-')) return [delegate('provincial')]
  if (['association', 'ngo', 'company'].includes(kind)) return privateBody
  return []
}

/** Ley 18.695 arts. 15–30, 56 and Ley 20.730 art. 4 N°1. */
const municipality: Standard[] = [
  { title: 'Alcalde/sa', kind: 'mayor', lobby_status: 'by_law', also: 'alcaldía' },
  {
    title: 'Secretario/a municipal', kind: 'municipal_secretary', lobby_status: 'by_law',
    also: 'secretaría municipal',
  },
  {
    title: 'Director/a de Obras Municipales (DOM)', kind: 'works_director', lobby_status: 'by_law', unit: 'DOM',
    also: 'dirección de obras',
  },
  {
    title: 'Administrador/a municipal', kind: 'municipal_administrator', lobby_status: 'to_verify',
    also: 'administración municipal',
  },
  {
    title: 'Director/a SECPLA', kind: 'planning_director', lobby_status: 'to_verify', unit: 'SECPLA',
    also: 'SECPLAC secretaría comunal de planificación',
  },
  {
    title: 'Director/a DIDECO', kind: 'community_director', lobby_status: 'to_verify', unit: 'DIDECO',
    also: 'dirección de desarrollo comunitario',
  },
  { title: 'Asesor/a urbanista', kind: 'urban_adviser', lobby_status: 'to_verify', also: 'asesoría urbana' },
  { title: 'Jefe/a de gabinete', kind: 'chief_of_staff', lobby_status: 'to_verify' },
  {
    title: 'Jefe/a Oficina de la Vivienda', kind: 'housing_head', lobby_status: 'no', unit: 'Oficina de la Vivienda',
    also: 'encargado encargada de vivienda',
  },
  {
    title: 'Director/a Jurídico/a', kind: 'legal_director', lobby_status: 'no', unit: 'Dirección Jurídica',
    also: 'asesoría jurídica',
  },
  { title: 'Director/a de Control', kind: 'control_director', lobby_status: 'no', unit: 'Dirección de Control' },
  {
    title: 'Director/a de Administración y Finanzas (DAF)', kind: 'finance_director', lobby_status: 'no', unit: 'DAF',
    also: 'finanzas',
  },
  { title: 'Encargado/a de transparencia y lobby', kind: 'transparency_officer', lobby_status: 'no' },
  {
    title: 'Contraparte técnica titular de la Red', kind: 'network_counterpart', lobby_status: 'no', key: 'titular',
  },
  {
    title: 'Contraparte técnica suplente de la Red', kind: 'network_counterpart', lobby_status: 'no', key: 'suplente',
  },
]

/** Ley 19.175 arts. 68 and 68 quáter; Ley 20.730 art. 3. */
const regionalGovernment: Standard[] = [
  { title: 'Gobernador/a regional', kind: 'regional_governor', lobby_status: 'by_law', also: 'gobernación' },
  { title: 'Jefe/a de gabinete', kind: 'chief_of_staff', lobby_status: 'by_law' },
  {
    title: 'Administrador/a regional', kind: 'regional_administrator', lobby_status: 'to_verify',
    also: 'administración regional',
  },
  division('DIPLADE', 'división de planificación y desarrollo regional'),
  division('DIPIR', 'división de presupuesto e inversión regional'),
  division('DAF', 'división de administración y finanzas'),
  division('DIFOI', 'división de fomento e industria'),
  division('DIT', 'división de infraestructura y transportes'),
  division('DIDESOH', 'división de desarrollo social y humano'),
]

const regionalCouncil: Standard[] = [
  {
    title: 'Secretario/a ejecutivo/a del CORE', kind: 'core_secretary', lobby_status: 'by_law',
    also: 'consejo regional',
  },
]

const serviu: Standard = {
  title: 'Director/a regional SERVIU', kind: 'serviu_director', lobby_status: 'by_law', also: 'dirección regional',
}

const metropolitanServiu: Standard = { ...serviu, title: 'Director/a SERVIU Metropolitano' }

const seremi: Standard[] = [
  { title: 'Secretario/a regional ministerial (SEREMI)', kind: 'seremi', lobby_status: 'by_law' },
  { title: 'Jefe/a de gabinete SEREMI', kind: 'chief_of_staff', lobby_status: 'by_law' },
]

const ministry: Standard[] = [
  { title: 'Ministro/a', kind: 'minister', lobby_status: 'by_law' },
  { title: 'Jefe/a de gabinete', kind: 'chief_of_staff', lobby_status: 'by_law' },
]

const undersecretariat: Standard[] = [
  { title: 'Subsecretario/a', kind: 'undersecretary', lobby_status: 'by_law' },
  { title: 'Jefe/a de gabinete', kind: 'chief_of_staff', lobby_status: 'by_law' },
]

/** DL 1.305 arts. 10–14. */
const minvuDivisions: Standard[] = [
  division('DPH', 'división de política habitacional'),
  division('DDU', 'división de desarrollo urbano'),
  division('DITEC', 'división técnica de estudio y fomento habitacional'),
  division('DIFIN', 'división de finanzas'),
  division('DIJUR', 'división jurídica'),
  division('División Administrativa'),
  division('División de Informática'),
]

const privateBody: Standard[] = [
  { title: 'Presidente/a', kind: 'president', lobby_status: 'no', also: 'presidencia' },
  { title: 'Secretario/a ejecutivo/a', kind: 'executive_secretary', lobby_status: 'no', also: 'secretaría ejecutiva' },
  { title: 'Director/a ejecutivo/a', kind: 'executive_director', lobby_status: 'no', also: 'dirección ejecutiva' },
  { title: 'Gerente/a general', kind: 'general_manager', lobby_status: 'no', also: 'gerencia' },
  { title: 'Representante legal', kind: 'legal_representative', lobby_status: 'no' },
  { title: 'Profesional', kind: 'professional', lobby_status: 'no' },
]

function division(unit: string, also = ''): Standard {
  const key = unit.replace(/^División (de )?/, '').toLowerCase()
  return { title: `Jefe/a ${unit}`, kind: 'division_head', lobby_status: 'to_verify', unit, key, also }
}

function delegate(scope: 'regional' | 'provincial'): Standard {
  return {
    title: `Delegado/a presidencial ${scope}`, kind: 'presidential_delegate', lobby_status: 'by_law',
    also: 'delegación presidencial',
  }
}
