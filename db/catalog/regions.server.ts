import type { RegionsTable } from '#db/schema.ts'

import { readCsv } from './csv.server.ts'

/** `roman` is how the region was numbered until 2018 («RM» for the Metropolitana); people still search by it. */
export type CatalogRegion = RegionsTable & { roman: string }

type Column = 'code' | 'name' | 'short_name' | 'roman_legacy' | 'order_north_south' | 'capital' | 'timezone'

/** The 16 regions, north to south. */
export function readRegions(): CatalogRegion[] {
  return readCsv<Column>('regions.csv').map((row) => ({
    code: row.code,
    name: row.name,
    short_name: row.short_name,
    sort: Number(row.order_north_south),
    capital: row.capital,
    zone: row.timezone,
    roman: row.roman_legacy,
  }))
}
