import { existsSync } from 'node:fs'

import { sql } from 'kysely'

import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { databaseTarget } from '#db/client.server.ts'
import { engineOf, openDatabase, type Use } from '#db/dialect.server.ts'
import { migrationNames } from '#db/migrate.server.ts'

/** Opens the database as the product itself, does the work, and closes it. Refuses one that is missing or out of date. */
export async function inDatabase<T>(use: Use, work: (ctx: Context) => Promise<T>): Promise<T> {
  const target = databaseTarget()
  if (!isThere(target)) throw new Conflict(`No hay base de datos en ${target}. Ejecute antes «npx hilvan migrate».`)
  const db = openDatabase(target, use)
  try {
    const pending = await listPending(db)
    if (pending.length > 0) throw new Conflict('La base de datos no está al día. Ejecute antes «npx hilvan migrate».')
    return await work({ db: guarded(db), viewer: systemViewer, now: new Date() })
  } finally {
    await db.destroy()
  }
}

/** A PostgreSQL address is asked when it is opened; a file must exist. */
export const isThere = (target: string) => /^postgres(ql)?:/.test(target) || existsSync(target)

/** Migrations of this version that the database does not have yet. */
export async function listPending(db: Context['db']): Promise<string[]> {
  const names = migrationNames(engineOf(db))
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    const applied = new Set(rows.map((row) => row.name))
    return names.filter((name) => !applied.has(name))
  } catch {
    return names
  }
}
