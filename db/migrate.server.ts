import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { CompiledQuery, sql, type Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'

import { engineOf, type Engine } from './dialect.server.ts'
import type { Database } from './schema.ts'

const folder = join(import.meta.dirname, 'migrations')

/**
 * Brings the database up to date, all or nothing, and returns the names of what it applied.
 * Give it a connection opened with `openDatabase(target, 'migrate')`.
 */
export async function migrateDatabase(db: Kysely<Database>): Promise<string[]> {
  const engine = engineOf(db)
  return db.transaction().execute(async (trx) => {
    const provider = { getMigrations: async () => readMigrations(engine) }
    const { error, results } = await new Migrator({ db: trx, provider }).migrateToLatest()
    if (error) throw error
    if (engine === 'sqlite') await refuseBrokenReferences(trx)
    return (results ?? []).map((result) => result.migrationName)
  })
}

/** Names of the migrations this version of the code brings. */
export const migrationNames = (engine: Engine) => Object.keys(readMigrations(engine))

/** `0001_x.sql` is for both engines, `0002_x.sqlite.sql` and `0002_x.postgres.sql` for one each. */
function readMigrations(engine: Engine) {
  const migrations: Record<string, Migration> = {}
  for (const file of readdirSync(folder).toSorted()) {
    const [name, suffix] = file.replace(/\.sql$/, '').split('.')
    if (!file.endsWith('.sql') || !name || (suffix && suffix !== engine)) continue
    const text = readFileSync(join(folder, file), 'utf8')
    migrations[name] = { up: (db: Kysely<unknown>) => runStatements(db, text) }
  }
  return migrations
}

/** Statements end with `;` and a blank line; trigger bodies have no blank lines. */
async function runStatements(db: Kysely<unknown>, text: string) {
  const statements = text.split(/;\n(?=\n|$)/).filter((part) => part.replace(/^--.*$/gm, '').trim())
  for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement))
}

async function refuseBrokenReferences(db: Kysely<Database>) {
  const broken = await sql`pragma foreign_key_check`.execute(db)
  if (broken.rows.length > 0) throw new Error(`The migration leaves ${broken.rows.length} broken references.`)
}
