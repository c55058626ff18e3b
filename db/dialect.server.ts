/** The only file that knows which engine is underneath: SQLite (a file) or PostgreSQL (a URL). */

import SqliteDatabase from 'better-sqlite3'
import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  sql,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type IsolationLevel,
  type SqliteDialectConfig,
} from 'kysely'
import pg from 'pg'

import type { Database } from './schema.ts'

export type Engine = 'sqlite' | 'postgres'
export type Use = 'app' | 'migrate' | 'read'

const engines = new WeakMap<object, Engine>()

/** Opens `postgres://…` or the path of a SQLite file. */
export function openDatabase(target: string | Buffer, use: Use = 'app'): Kysely<Database> {
  const postgres = typeof target === 'string' && /^postgres(ql)?:\/\//.test(target)
  const db = postgres ? openPostgres(target) : openSqlite(target, use)
  engines.set(db, postgres ? 'postgres' : 'sqlite')
  return db
}

export function engineOf(db: object): Engine {
  const engine = engines.get(db)
  if (!engine) throw new Error('This connection was not opened by openDatabase().')
  return engine
}

/** The engine behind any connection: one that is guarded, or a transaction's. */
export const engineBehind = (db: Kysely<Database>): Engine => (db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite')

/** The isolation level a transaction asks for; SQLite has one writer and needs none. */
export const isolationOf = (db: object): IsolationLevel | undefined =>
  engineOf(db) === 'postgres' ? 'serializable' : undefined

/** Whether the same transaction may succeed when tried again: another one was in the way. */
export function isRetryable(error: unknown) {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || code.startsWith('SQLITE_BUSY')
}

/** Whether a row with that key already exists. */
export function isDuplicate(error: unknown) {
  const code = codeOf(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** Whether the row cannot be: another has its key, what it names does not exist, something names it, or a guard refuses it. */
export const isConstraint = (error: unknown) => /^(23|P0001$|SQLITE_CONSTRAINT)/.test(codeOf(error))

/** Whether one of the guards of db/migrations/0002_guards refused the write, by its name. */
export const isRefusedBy = (error: unknown, guard: string) =>
  error instanceof Error && error.message.includes(guard) && ['P0001', 'SQLITE_CONSTRAINT_TRIGGER'].includes(codeOf(error))

/** Whether the disk is full: writing stops, reading goes on. */
export const isDiskFull = (error: unknown) => ['SQLITE_FULL', '53100'].includes(codeOf(error))

/** What the engine finds broken in its own file, one line each; PostgreSQL looks after that by itself. */
export async function listDamage(db: Kysely<Database>): Promise<string[]> {
  if (engineOf(db) === 'postgres') return []
  const check = await sql<{ quick_check: string }>`pragma quick_check`.execute(db)
  const references = await sql<{ table: string; rowid: number }>`pragma foreign_key_check`.execute(db)
  return [
    ...check.rows.map((row) => row.quick_check).filter((line) => line !== 'ok'),
    ...references.rows.map((row) => `${row.table} ${row.rowid}: broken reference`),
  ]
}

/**
 * Whether text is compared by its bytes, as lists and what looks up a surname expect. SQLite always does; PostgreSQL, where the
 * database was created with LC_COLLATE 'C'.
 */
export async function sortsByBytes(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ one: string }>`select 1 as one where 'soto vera' < 'soto!' and 'n~' > 'nz'`.execute(db)
  return rows.length === 1
}

/** An exact copy of a SQLite database as bytes; opening the bytes gives a database in memory. */
export function snapshotSqlite(file: string): Buffer {
  const raw = new SqliteDatabase(file, { readonly: true })
  try {
    const bytes = raw.serialize()
    // A header that says WAL (bytes 18 and 19) cannot be opened in memory.
    bytes[18] = bytes[19] = 1
    return bytes
  } finally {
    raw.close()
  }
}

/**
 * Holds a lock that dies with the process, so that two servers never write to one SQLite file.
 * Returns undefined when another process holds it. Keep the handle: a collected one releases the lock.
 */
export function lockInstance(file: string): { release(): void } | undefined {
  const raw = new SqliteDatabase(file, { timeout: 0 })
  try {
    raw.exec('begin exclusive')
    return { release: () => raw.close() }
  } catch (error) {
    raw.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

function openSqlite(target: string | Buffer, use: Use) {
  const raw = new SqliteDatabase(target, { timeout: 5000, readonly: use === 'read', fileMustExist: use === 'read' })
  const inMemory = typeof target !== 'string' || target === ':memory:'
  const wanted: Record<string, string | number> = {
    ...(use === 'read' ? { query_only: 1 } : inMemory ? {} : { journal_mode: 'wal', journal_size_limit: 67_108_864 }),
    // better-sqlite3 is built with NORMAL for WAL, and that loses acknowledged rows in a power cut.
    synchronous: 2,
    trusted_schema: 0,
    cell_size_check: 1,
    // A migration may rebuild a table; with foreign keys on, dropping the old one would delete its children.
    foreign_keys: use === 'migrate' ? 0 : 1,
  }
  for (const [name, value] of Object.entries(wanted)) {
    raw.pragma(`${name} = ${value}`)
    const actual = raw.pragma(name, { simple: true })
    if (actual !== value) {
      raw.close()
      throw new Error(`SQLite ${name} is ${String(actual)}, must be ${value}`)
    }
  }
  return new Kysely<Database>({ dialect: new ImmediateDialect({ database: use === 'migrate' ? raw : remembering(raw) }) })
}

const MOST_STATEMENTS = 500

/** Preparing a statement costs more than most of ours take to run: what was asked lately is kept, the oldest leaves. */
function remembering(raw: SqliteDatabase.Database) {
  const kept = new Map<string, SqliteDatabase.Statement<readonly unknown[]>>()
  return {
    close: () => void raw.close(),
    prepare(text: string) {
      const statement = kept.get(text) ?? raw.prepare<readonly unknown[]>(text)
      kept.delete(text)
      kept.set(text, statement)
      if (kept.size > MOST_STATEMENTS) kept.delete(kept.keys().next().value!)
      return statement
    },
  }
}

/** Kysely begins deferred; then two processes that read and write meet SQLITE_BUSY despite the timeout. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver() {
    return new ImmediateDriver(this.#config)
  }

  override createAdapter() {
    return new TransactionalDdl()
  }
}

const BIGINT = 20

/**
 * Stands in a statement that is asked often and whose best plan depends on none of its values: PostgreSQL plans it once for each
 * connection, which often costs more than to run it. Lists go into it as one value, so that its text is one. SQLite prepares every statement once.
 */
export const plannedOnce = sql`/* planned once */`

/** These ids as the list of an `in`, in one value: however many they are, the statement is the same. */
export const listed = (db: Kysely<Database>, ids: string[]) =>
  engineBehind(db) === 'postgres'
    ? sql<string>`(${plannedOnce} select value from unnest((select ${ids}::text[])) as one (value))`
    : sql<string>`(select value from json_each(${JSON.stringify(ids)}))`

class PlanningOnce extends pg.Client {
  override query(...args: unknown[]) {
    const [text, values] = args
    const name = typeof text === 'string' && text.includes('/* planned once */') ? nameOf(text) : undefined
    return Reflect.apply(super.query, this, name ? [{ name, text, values }] : args)
  }
}

/** A connection keeps every plan while it lives: statements past these are planned each time. */
const MOST_PLANS = 500
const names = new Map<string, string>()

function nameOf(text: string) {
  const known = names.get(text)
  if (known || names.size >= MOST_PLANS) return known
  const name = `planned_${names.size}`
  names.set(text, name)
  return name
}

function openPostgres(connectionString: string) {
  const pool = new pg.Pool({
    Client: PlanningOnce,
    connectionString,
    max: 10,
    // A new connection costs more than what most pages ask.
    idleTimeoutMillis: 300_000,
    keepAlive: true,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    // What we ask takes milliseconds: to compile it, or to start processes that share it, takes longer. A `DATABASE_URL` may say otherwise.
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
    types: { getTypeParser: (id, format) => (id === BIGINT ? Number : pg.types.getTypeParser(id, format)) },
  })
  // Without a listener, a restart of PostgreSQL ends the process; the next query reports it properly.
  pool.on('error', () => {})
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}
