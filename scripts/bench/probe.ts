/**
 * Loaded into the server's own process with `--import`, by the bench alone: times requests from inside, and counts
 * what they ask of the database. The product knows nothing of it.
 */

import { channel } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'

import SqliteDatabase from 'better-sqlite3'
import pg from 'pg'

/** One request, in milliseconds; `waited` is the part in which the machine gave its processors to somebody else. */
export type Served = { ms: number; waited: number }

/** What has happened since the last message. `cpu` in milliseconds from the start of the process, `rss` in bytes. */
export type Reading = { statements: string[]; served: Served[]; cpu: number; rss: number }

let statements: string[] = []
let served: Served[] = []

const { prepare } = SqliteDatabase.prototype
SqliteDatabase.prototype.prepare = function (this: SqliteDatabase.Database, source: string) {
  const statement = prepare.call(this, source)
  // Prepared once, asked many times.
  for (const name of ['all', 'run'] as const) {
    const ask = statement[name]
    statement[name] = (...values: unknown[]) => {
      statements.push(source)
      return Reflect.apply(ask, statement, values)
    }
  }
  return statement
} as typeof prepare // Its overloads describe one and the same function.

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args
  statements.push(typeof first === 'string' ? first : String((first as { text?: unknown } | undefined)?.text))
  return Reflect.apply(query, this, args)
} as typeof query // As above.

type Exchange = { request: object } // What Node publishes on both channels.
const started = new WeakMap<object, { at: number; waited: number }>()

channel('http.server.request.start').subscribe((message) => {
  started.set((message as Exchange).request, { waited: waited(), at: performance.now() })
})

channel('http.server.response.finish').subscribe((message) => {
  const at = performance.now()
  const start = started.get((message as Exchange).request)
  if (start) served.push({ ms: at - start.at, waited: waited() - start.waited })
})

/** Milliseconds in which a thread that works on requests was ready and had no processor: Linux tells, others say 0. */
function waited() {
  try {
    const threads = readdirSync('/proc/self/task').filter((id) => Number(id) === process.pid || read(id, 'comm').startsWith('libuv-worker'))
    return threads.reduce((sum, id) => sum + Number(read(id, 'schedstat').split(' ')[1]), 0) / 1e6
  } catch {
    return 0
  }
}

const read = (id: string, file: string) => readFileSync(`/proc/self/task/${id}/${file}`, 'utf8')

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const reading: Reading = { statements, served, cpu: (user + system) / 1000, rss: process.memoryUsage.rss() }
  statements = []
  served = []
  process.send?.(reading)
})
