/**
 * Loaded into the server's own process with `--import`, by the bench alone: counts what a page asks of the database
 * and what it costs in CPU. The product knows nothing of it.
 */

import SqliteDatabase from 'better-sqlite3'
import pg from 'pg'

/** What the server answers when it is asked by message. `cpu` in milliseconds, `rss` in bytes. */
export type Reading = { statements: string[]; cpu: number; rss: number }

let statements: string[] = []

const { prepare } = SqliteDatabase.prototype
SqliteDatabase.prototype.prepare = function (this: SqliteDatabase.Database, source: string) {
  statements.push(source)
  return prepare.call(this, source)
} as typeof prepare // Its overloads describe one and the same function.

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args
  statements.push(typeof first === 'string' ? first : String((first as { text?: unknown } | undefined)?.text))
  return Reflect.apply(query, this, args)
} as typeof query // As above.

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const reading: Reading = { statements, cpu: (user + system) / 1000, rss: process.memoryUsage.rss() }
  statements = []
  process.send?.(reading)
})
