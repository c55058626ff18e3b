import { randomBytes } from 'node:crypto'

import type { Kysely } from 'kysely'

import { openDatabase, snapshotSqlite } from '#db/dialect.server.ts'
import type { Database } from '#db/schema.ts'

import { copyDatabase, dropDatabase } from './postgres.ts'

/** Made once per run by global-setup.ts: a migrated database with the catalogue, to be copied for each test. */
export type Template = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string; database: string }

declare module 'vitest' {
  interface ProvidedContext {
    template: Template
  }
}

let bytes: Buffer | undefined

/** A database of one's own: a copy in memory on SQLite, a database from the template on PostgreSQL. */
export async function openTestDatabase(template: Template): Promise<{ db: Kysely<Database>; close(): Promise<void> }> {
  if (template.engine === 'sqlite') {
    bytes ??= snapshotSqlite(template.file)
    const db = openDatabase(bytes)
    return { db, close: () => db.destroy() }
  }

  const name = `hilvan_test_${process.pid}_${randomBytes(6).toString('hex')}`
  const db = openDatabase(await copyDatabase(template.url, name, template.database))
  return {
    db,
    async close() {
      await db.destroy()
      void dropDatabase(template.url, name).catch(() => undefined)
    },
  }
}
