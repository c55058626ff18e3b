import { createHash } from 'node:crypto'

import { sql, type Kysely } from 'kysely'

import { engineOf } from '#db/dialect.server.ts'
import type { Database } from '#db/schema.ts'

/** What the engine and the migrations keep for themselves, the index of the search, which the database derives, and the trace, which only grows. */
const APART = /^(sqlite|kysely|search|activity)(_|$)/

type Databased = { raw: Kysely<Database> }

/** Tables by their names, without virtual ones and views. */
export async function tableNames({ raw }: Databased): Promise<string[]> {
  const query = engineOf(raw) === 'sqlite'
    ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and sql not like '%virtual%' order by name`
    : sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`
  return (await query.execute(raw)).rows.map(({ name }) => name)
}

/**
 * A hash of the rows of each table, by the name of the table: equal when not a byte differs, whatever the order. Leaves out
 * what is derived, the activity, and the tables that `leftOut` matches.
 */
export async function tableHashes({ raw }: Databased, leftOut: RegExp): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const table of await tableNames({ raw })) {
    if (APART.test(table) || leftOut.test(table)) continue
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(raw)
    const texts = rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1))))
    hashes[table] = createHash('sha256').update(texts.toSorted().join('\n')).digest('hex')
  }
  return hashes
}
