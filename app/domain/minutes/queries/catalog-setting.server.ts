import type { Holiday } from '#app/domain/deadlines/rules.ts'
import { readCommunes } from '#db/catalog/communes.server.ts'
import { readHolidays } from '#db/catalog/holidays.server.ts'
import { buildInstitutions } from '#db/catalog/institutions.server.ts'
import { standardPositions } from '#db/catalog/positions.server.ts'
import { readRegions } from '#db/catalog/regions.server.ts'

import { otherNames } from '../rules/other-names.ts'
import type { Setting } from '../rules/reading.ts'

/** A meeting nobody has written down: a day and, perhaps, the commune (CUT) of its municipality. The catalogue alone. */
export function settingOf({ on, commune_cut }: { on: string; commune_cut?: string | null }): Setting {
  const communes = new Map(readCommunes().map((commune) => [commune.cut, commune]))
  const regions = new Map(readRegions().map((region) => [region.code, region.short_name]))
  const catalog = buildInstitutions()
  const municipality = commune_cut ? catalog.find(({ kind, communes }) => kind === 'municipality' && communes.includes(commune_cut)) : undefined
  return {
    on,
    institutions: catalog.map((one) => ({
      id: one.id, kind: one.kind, short_name: one.short_name, names: otherNames(one),
      region_code: one.region_code, region_name: one.region_code ? (regions.get(one.region_code) ?? null) : null,
      commune_cut: one.commune_cut, commune_name: one.commune_cut ? (communes.get(one.commune_cut)?.name ?? null) : null,
    })),
    positions: municipality ? standardPositions(municipality).map(({ id, institution_id, title, unit, also }) => ({ id, institution_id, title, unit, also })) : [],
    people: [],
    present: municipality ? [municipality.id] : [],
    municipality_id: municipality?.id ?? null,
    region_code: municipality?.region_code ?? null,
    holidays: readHolidays().map(({ date_on, name, scope, region_code, commune_cut, status }): Holiday => ({ date_on, name, scope, region_code, commune_cut, status })),
  }
}
