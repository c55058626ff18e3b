import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Kysely } from 'kysely'

import { openDatabase } from './dialect.server.ts'
import type { Database } from './schema.ts'

declare global {
  var hilvanConnection: Kysely<Database> | undefined
}

/** Where the data is: `DATABASE_URL`, else `hilvan.sqlite` in the folder `HILVAN_DATA` (default `./data`). */
export function databaseTarget(environment = process.env) {
  if (environment.DATABASE_URL) return environment.DATABASE_URL
  const folder = environment.HILVAN_DATA || 'data'
  mkdirSync(folder, { recursive: true })
  return join(folder, 'hilvan.sqlite')
}

/** The process's one connection. In development it survives the reload of this module. */
export function connection(): Kysely<Database> {
  return (globalThis.hilvanConnection ??= openDatabase(databaseTarget()))
}
