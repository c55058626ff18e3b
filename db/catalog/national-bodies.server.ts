import type { CatalogInstitution } from './institutions.server.ts'

const SANTIAGO = '13101'

/** Ministries, control bodies, associations and foundations. They belong to no region, wherever their seat is. */
export const nationalBodies: CatalogInstitution[] = [
  national('minvu', 'ministry', 'Ministerio de Vivienda y Urbanismo', 'MINVU', {
    aliases: ['Ministerio de Vivienda', 'Ministerio de la Vivienda'],
  }),
  national('subs-vivienda', 'ministry', 'Subsecretaría de Vivienda y Urbanismo', 'Subsecretaría V. y U.', {
    parent: 'minvu', aliases: ['Subsecretaría de Vivienda', 'Subsecretaría VyU'],
  }),
  national('mbn', 'ministry', 'Ministerio de Bienes Nacionales', 'BBNN', { aliases: ['Bienes Nacionales', 'MBN'] }),
  national('subs-bbnn', 'ministry', 'Subsecretaría de Bienes Nacionales', 'Subsecretaría BBNN', { parent: 'mbn' }),
  national('interior', 'ministry', 'Ministerio del Interior', 'Interior'),
  national('subdere', 'ministry', 'Subsecretaría de Desarrollo Regional y Administrativo', 'SUBDERE', {
    parent: 'interior', aliases: ['Subsecretaría de Desarrollo Regional'],
  }),
  national('mop', 'ministry', 'Ministerio de Obras Públicas', 'MOP', { aliases: ['Obras Públicas'] }),
  national('mdsf', 'ministry', 'Ministerio de Desarrollo Social y Familia', 'MDSF', {
    aliases: ['Ministerio de Desarrollo Social', 'Desarrollo Social'],
  }),
  national('cgr', 'other', 'Contraloría General de la República', 'CGR', { aliases: ['Contraloría'] }),
  national('cplt', 'other', 'Consejo para la Transparencia', 'CPLT'),
  national('amuch', 'association', 'Asociación de Municipalidades de Chile', 'AMUCH', { seat: null }),
  national('achm', 'association', 'Asociación Chilena de Municipalidades', 'AChM', { seat: null }),
  national('deficit-cero', 'ngo', 'Fundación Déficit Cero', 'Déficit Cero', { seat: null }),
  national('red-municipios', 'ngo', 'Red de Municipios por la Vivienda y la Ciudad', 'Red de Municipios', {
    parent: 'deficit-cero', aliases: ['la Red', 'Coordinación Red', 'Coordinación de la Red'],
  }),
  national('techo-chile', 'ngo', 'TECHO-Chile', 'TECHO', {
    seat: null, aliases: ['TECHO Chile', 'Un Techo para Chile'],
  }),
  national('cchc', 'association', 'Cámara Chilena de la Construcción', 'CChC', { seat: null, aliases: ['la Cámara'] }),
]

type Details = { parent?: string; seat?: null; aliases?: string[] }

function national(
  id: string, kind: CatalogInstitution['kind'], name: string, short_name: string, details: Details = {},
): CatalogInstitution {
  return {
    id, kind, name, short_name,
    aliases: details.aliases ?? [],
    parent_id: details.parent ?? null,
    region_code: null,
    // Some seats wait until somebody confirms them; until then the national calendar counts.
    commune_cut: details.seat === null ? null : SANTIAGO,
    communes: [],
  }
}
