import { createHash } from 'node:crypto'

import { sql, type Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

/** A hash of every row of each table, by the name of the table; what an index of search keeps, and `leftOut`, apart. */
export async function tableHashes(raw: Kysely<Database>, leftOut: readonly string[] = []): Promise<Record<string, string>> {
  const names = (await raw.introspection.getTables()).map(({ name }) => name).filter((name) => !leftOut.includes(name) && !/^(sqlite|kysely|search)_|_fts/.test(name))
  const hashes: Record<string, string> = {}
  for (const table of names.toSorted()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(raw)
    const texts = rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1))))
    hashes[table] = createHash('sha256').update(texts.toSorted().join('\n')).digest('hex')
  }
  return hashes
}
