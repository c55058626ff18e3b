import { statfs } from 'node:fs/promises'

import { sql } from 'kysely'

import { connection } from '#db/client.server.ts'

import { suspectZones } from './ics-guard.server.ts'

/** The server is its own module graph: what it needs of the application's database goes through here. */

/** Names of the migrations the database has, in order; empty when it has never been migrated. */
export async function appliedMigrations(): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(connection())
    return rows.map((row) => row.name)
  } catch {
    return []
  }
}

let lastWrite = 0
const WRITE_EVERY = 5_000

/** Why the application cannot serve right now; undefined when it can. Writes one tiny row at most every 5 s. */
export async function whyNotReady(folder: string): Promise<string | undefined> {
  try {
    await connection().selectFrom('revisions').select('value').where('name', '=', 'agenda').executeTakeFirstOrThrow()
    if (Date.now() - lastWrite > WRITE_EVERY) {
      await connection()
        .insertInto('revisions')
        .values({ name: 'heartbeat', value: 1 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('revisions.value', '+', 1) })))
        .execute()
      lastWrite = Date.now()
    }
    const disk = await statfs(folder)
    return disk.bavail / disk.blocks > 0.02 ? undefined : 'disk'
  } catch {
    return 'database'
  }
}

export const closeConnection = () => connection().destroy()

/** Zones whose rules, as calendars print them, this machine contradicts. Asked at boot: the answer takes a moment and is kept. */
export const contradictedZones = () => [...suspectZones().keys()]
