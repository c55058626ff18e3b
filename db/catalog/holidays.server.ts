import type { HolidaysTable } from '#db/schema.ts'

import { readCsv } from './csv.server.ts'

export type CatalogHoliday = Omit<HolidaysTable, 'id'>

type Column =
  | 'date' | 'weekday' | 'name' | 'type' | 'irrenunciable' | 'scope' | 'region_code' | 'commune_cuts'
  | 'weekday_effect' | 'law' | 'original_date' | 'status'

const scopes: Record<string, CatalogHoliday['scope']> = {
  nacional: 'national', regional: 'regional', comunal: 'communal',
}
const statuses: Record<string, CatalogHoliday['status']> = { vigente: 'in_force', proyectado: 'projected' }

/** Holidays from 2024 to 2030; one that is kept in several communes gives a row for each. */
export function readHolidays(): CatalogHoliday[] {
  return readCsv<Column>('feriados.csv').flatMap((row) => {
    const scope = scopes[row.scope]
    const status = statuses[row.status]
    if (!scope || !status) throw new Error(`Unknown scope or status of the holiday on ${row.date}.`)

    const communes = scope === 'communal' ? row.commune_cuts.split('|') : [null]
    return communes.map((commune_cut) => ({
      date_on: row.date,
      name: row.name,
      scope,
      region_code: row.region_code || null,
      commune_cut,
      law: row.law || null,
      status,
    }))
  })
}
