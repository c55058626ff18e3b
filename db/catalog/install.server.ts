import type { Kysely } from 'kysely'

import { bothGenders, fold, searchText, sortKey } from '#app/lib/text.ts'
import type { Database } from '#db/schema.ts'

import { readCommunes } from './communes.server.ts'
import { readHolidays, type CatalogHoliday } from './holidays.server.ts'
import { buildInstitutions, type CatalogInstitution } from './institutions.server.ts'
import { standardPositions, type CatalogPosition } from './positions.server.ts'
import { readRegions } from './regions.server.ts'

/**
 * Puts the public facts in the database, again after every upgrade. Regions, communes and holidays follow the
 * catalogue; institutions and positions are only added, since people edit them afterwards.
 */
export async function installCatalog(db: Kysely<Database>, now: Date): Promise<void> {
  const work = async (trx: Kysely<Database>) => {
    await installTerritory(trx)
    await installHolidays(trx)
    await installDirectory(trx, now.toISOString())
  }
  await (db.isTransaction ? work(db) : db.transaction().execute(work))
}

async function installTerritory(db: Kysely<Database>) {
  const regions = readRegions().map(({ code, name, short_name, sort, capital, zone }) =>
    ({ code, name, short_name, sort, capital, zone }))
  await db.insertInto('regions').values(regions)
    .onConflict((conflict) => conflict.column('code').doUpdateSet((row) => ({
      name: row.ref('excluded.name'), short_name: row.ref('excluded.short_name'), sort: row.ref('excluded.sort'),
      capital: row.ref('excluded.capital'), zone: row.ref('excluded.zone'),
    })))
    .execute()

  const communes = readCommunes().map((commune) => ({
    ...commune,
    aliases: commune.aliases.join('|'),
    search_text: searchText(commune.name, ...commune.aliases),
  }))
  await db.insertInto('communes').values(communes)
    .onConflict((conflict) => conflict.column('cut').doUpdateSet((row) => ({
      name: row.ref('excluded.name'), province: row.ref('excluded.province'),
      region_code: row.ref('excluded.region_code'), zone: row.ref('excluded.zone'),
      aliases: row.ref('excluded.aliases'), search_text: row.ref('excluded.search_text'),
    })))
    .execute()
}

async function installHolidays(db: Kysely<Database>) {
  await db.insertInto('holidays').values(readHolidays().map((holiday) => ({ id: holidayId(holiday), ...holiday })))
    .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({
      name: row.ref('excluded.name'), scope: row.ref('excluded.scope'), law: row.ref('excluded.law'),
      status: row.ref('excluded.status'),
    })))
    .execute()
}

/** Stable across versions of the catalogue: `2026-08-20:nacimiento-del-procer-de-la-independencia:16101`. */
function holidayId({ date_on, name, region_code, commune_cut }: CatalogHoliday) {
  const slug = fold(name).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return [date_on, slug, commune_cut ?? region_code].filter(Boolean).join(':')
}

/** Only what is not there yet, so that a jurisdiction or a position somebody corrected does not come back. */
async function installDirectory(db: Kysely<Database>, now: string) {
  const known = new Set((await db.selectFrom('institutions').select('id').execute()).map(({ id }) => id))
  const fresh = buildInstitutions().filter(({ id }) => !known.has(id))
  const stamps = { created_at: now, updated_at: now }

  for (const rows of chunks(fresh)) {
    await db.insertInto('institutions').values(rows.map((row) => ({ ...institutionRow(row), ...stamps })))
      .onConflict((conflict) => conflict.doNothing()).execute()
  }
  const jurisdictions = fresh.flatMap(({ id, communes }) =>
    communes.map((commune_cut) => ({ institution_id: id, commune_cut })))
  for (const rows of chunks(jurisdictions)) {
    await db.insertInto('jurisdictions').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
  }
  for (const rows of chunks(buildInstitutions().flatMap(standardPositions))) {
    await db.insertInto('positions').values(rows.map((row) => ({ ...positionRow(row), ...stamps })))
      .onConflict((conflict) => conflict.doNothing()).execute()
  }
}

function institutionRow(institution: CatalogInstitution) {
  const { id, kind, name, short_name, aliases, parent_id, region_code, commune_cut } = institution
  const others = [...new Map(aliases.map((alias) => [fold(alias), alias])).values()]
    .filter((alias) => fold(alias) !== fold(name) && fold(alias) !== fold(short_name))
  return {
    id, kind, name, short_name, parent_id, region_code, commune_cut,
    aliases: others.join('|'),
    search_text: searchText(name, short_name, ...others),
    sort_text: sortKey(short_name),
    network_status: 'external' as const,
  }
}

const positionRow = ({ also, ...position }: CatalogPosition) =>
  ({ ...position, search_text: searchText(bothGenders(position.title), position.unit, also) })

/** Engines limit the parameters of one statement: 32,766 on SQLite. */
function chunks<Row>(rows: Row[]): Row[][] {
  return rows.length === 0 ? [] : [rows.slice(0, 500), ...chunks(rows.slice(500))]
}
