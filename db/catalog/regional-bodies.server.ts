import type { CatalogCommune } from './communes.server.ts'
import type { CatalogInstitution } from './institutions.server.ts'
import type { CatalogRegion } from './regions.server.ts'

/** GORE, CORE, SERVIU, both SEREMI, the presidential delegation and the provincial ones of a region. */
export function regionalBodies(region: CatalogRegion, all: CatalogCommune[]): CatalogInstitution[] {
  const { code, name: fullName } = region
  const communes = all.filter((commune) => commune.region_code === code)
  const capital = communes.find((commune) => commune.name === region.capital)
  if (!capital) throw new Error(`The capital of region ${code} is not among its communes.`)

  const complement = COMPLEMENTS[code] ?? `de ${region.short_name}`
  const metropolitan = code === METROPOLITAN
  const masculine = metropolitan ? 'Metropolitano' : region.short_name
  const spoken = spokenNames(region, complement)
  const named = (...prefixes: string[]) => prefixes.flatMap((prefix) => spoken.map((place) => `${prefix} ${place}`))
  const body = (prefix: string, kind: CatalogInstitution['kind'], parent_id: string | null, names: Names) => ({
    id: `${prefix}-${code}`, kind, parent_id, ...names,
    region_code: code, commune_cut: capital.cut, communes: communes.map((commune) => commune.cut),
  })

  return [
    body('gore', 'gore', null, {
      name: `Gobierno Regional ${OFFICIAL[code] ?? complement}`,
      short_name: `GORE ${masculine}`,
      aliases: named('GORE', 'Gobierno Regional', 'Gobernación Regional'),
    }),
    body('core', 'other', `gore-${code}`, {
      name: `Consejo Regional ${metropolitan ? OFFICIAL[code] : complement}`,
      short_name: `CORE ${masculine}`,
      aliases: named('CORE', 'Consejo Regional'),
    }),
    body('serviu', 'serviu', 'minvu', {
      name: `Servicio de Vivienda y Urbanización ${metropolitan ? 'Metropolitano' : `de la ${fullName}`}`,
      short_name: `SERVIU ${masculine}`,
      aliases: named('SERVIU'),
    }),
    body('seremi-minvu', 'seremi', 'minvu', {
      name: metropolitan
        ? 'Secretaría Ministerial Metropolitana de Vivienda y Urbanismo'
        : `Secretaría Regional Ministerial de Vivienda y Urbanismo de la ${fullName}`,
      short_name: `SEREMI MINVU ${region.short_name}`,
      aliases: named('SEREMI MINVU', 'SEREMI de Vivienda', 'SEREMI de Vivienda y Urbanismo'),
    }),
    body('seremi-bbnn', 'seremi', 'mbn', {
      name: `Secretaría Regional Ministerial de Bienes Nacionales de la ${fullName}`,
      short_name: `SEREMI BBNN ${region.short_name}`,
      aliases: named('SEREMI BBNN', 'SEREMI de Bienes Nacionales'),
    }),
    body('dpr', 'other', 'interior', {
      name: `Delegación Presidencial Regional ${complement}`,
      short_name: `DPR ${region.short_name}`,
      aliases: named('DPR', 'Delegación Regional', 'Delegación Presidencial Regional'),
    }),
    ...provincialDelegations(communes, capital),
  ]
}

type Names = Pick<CatalogInstitution, 'name' | 'short_name' | 'aliases'>

const METROPOLITAN = '13'

/** What follows «Gobierno Regional» when it is not «de» and the short name. */
const COMPLEMENTS: Record<string, string> = {
  '13': 'Metropolitana de Santiago',
  '07': 'del Maule',
  '08': 'del Biobío',
  '12': 'de Magallanes y de la Antártica Chilena',
}

/** Only the official names of three regional governments differ from the complement. */
const OFFICIAL: Record<string, string> = {
  '13': 'Metropolitano de Santiago',
  '06': "del Libertador General Bernardo O'Higgins",
  '11': 'de Aysén del General Carlos Ibáñez del Campo',
}

const OTHER_SPELLINGS: Record<string, string[]> = {
  '06': ['OHiggins', 'del Libertador'],
  '08': ['Bío Bío', 'Bío-Bío', 'del Bío Bío', 'del Bío-Bío'],
  '09': ['Araucanía'],
  '11': ['Aisén', 'de Aisén'],
  '12': ['de Magallanes'],
  '13': ['Metropolitano', 'Metropolitano de Santiago', 'de la RM', 'Región Metropolitana'],
}

/** How a region is said after the name of a body: «Maule», «del Maule», «Talca», «VII». */
const spokenNames = (region: CatalogRegion, complement: string) => [
  ...new Set([
    region.short_name, complement, ...(OTHER_SPELLINGS[region.code] ?? []),
    region.capital, `de ${region.capital}`, region.roman,
  ]),
]

/** One per province but the capital's (Constitución art. 116; Ley 19.175 arts. 3–4), seated in its first commune. */
function provincialDelegations(communes: CatalogCommune[], capital: CatalogCommune): CatalogInstitution[] {
  const codes = new Set(communes.map(provinceOf))
  codes.delete(provinceOf(capital))
  return [...codes].map((code) => {
    const served = communes.filter((commune) => provinceOf(commune) === code)
    const { province, region_code } = served[0]!
    const article = WITH_ARTICLE.has(province) ? 'del' : 'de'
    return {
      id: `dpp-${code}`,
      kind: 'other' as const,
      name: `Delegación Presidencial Provincial ${article} ${province}`,
      short_name: `DPP ${province}`,
      aliases: [
        `DPP ${article} ${province}`, `Delegación Provincial ${article} ${province}`,
        `Delegación Provincial ${province}`,
      ],
      parent_id: `dpr-${region_code}`,
      region_code,
      commune_cut: `${code}01`,
      communes: served.map((commune) => commune.cut),
    }
  })
}

const provinceOf = (commune: CatalogCommune) => commune.cut.slice(0, 3)

const WITH_ARTICLE = new Set(['Tamarugal', 'Ranco'])
