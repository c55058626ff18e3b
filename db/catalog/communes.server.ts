import { readCsv } from './csv.server.ts'

/** `cut` is five characters of text; its first three are the province, its first two the region. */
export type CatalogCommune = {
  cut: string
  name: string
  province: string
  region_code: string
  zone: string
  aliases: string[]
}

type Column = 'cut' | 'name' | 'province' | 'region_code' | 'timezone' | 'aliases'

/** The 346 communes. */
export function readCommunes(): CatalogCommune[] {
  return readCsv<Column>('communes.csv').map((row) => ({
    cut: row.cut,
    name: row.name,
    province: row.province,
    region_code: row.region_code,
    zone: row.timezone,
    aliases: row.aliases.split('|').filter(Boolean),
  }))
}
