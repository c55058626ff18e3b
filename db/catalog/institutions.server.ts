import type { InstitutionsTable } from '#db/schema.ts'

import { readCommunes, type CatalogCommune } from './communes.server.ts'
import { nationalBodies } from './national-bodies.server.ts'
import { regionalBodies } from './regional-bodies.server.ts'
import { readRegions } from './regions.server.ts'

export type CatalogInstitution = {
  id: string
  kind: InstitutionsTable['kind']
  name: string
  short_name: string
  aliases: string[]
  parent_id: string | null
  region_code: string | null
  /** The seat: it decides holidays and time zone. */
  commune_cut: string | null
  /** The communes it serves, by CUT; none for national bodies. */
  communes: string[]
}

/** The whole catalogue, parents before children: national bodies, the bodies of each region, municipalities. */
export function buildInstitutions(): CatalogInstitution[] {
  const communes = readCommunes()
  return [
    ...nationalBodies,
    ...readRegions().flatMap((region) => regionalBodies(region, communes)),
    ...communes.flatMap(municipality),
  ]
}

// Antártica has no municipality: Cabo de Hornos administers it.
const ADMINISTERED: Record<string, CatalogCommune['cut'][]> = { '12201': ['12202'] }
const WITHOUT_MUNICIPALITY = new Set(Object.values(ADMINISTERED).flat())

/** Names of municipalities that differ from the one their commune has in the CUT. */
const OWN_NAMES: Record<string, string> = { '05502': 'La Calera', '06117': 'San Vicente de Tagua Tagua' }

function municipality(commune: CatalogCommune): CatalogInstitution[] {
  if (WITHOUT_MUNICIPALITY.has(commune.cut)) return []
  const own = OWN_NAMES[commune.cut] ?? commune.name
  const name = `Municipalidad de ${own}`
  const known = [...new Set([own, commune.name, ...commune.aliases, commune.name.replace('-', '')])]
  return [{
    id: `muni-${commune.cut}`,
    kind: 'municipality',
    name,
    short_name: name,
    aliases: known.flatMap((place) => [
      place, `Muni ${place}`, `Municipio de ${place}`, `Ilustre Municipalidad de ${place}`,
      `I. Municipalidad de ${place}`, ...(place === own ? [] : [`Municipalidad de ${place}`]),
    ]),
    parent_id: null,
    region_code: commune.region_code,
    commune_cut: commune.cut,
    communes: [commune.cut, ...(ADMINISTERED[commune.cut] ?? [])],
  }]
}
