import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

import { sql, type Kysely } from 'kysely'

import { isRetryable, isolationOf } from '#db/dialect.server.ts'
import type { Database } from '#db/schema.ts'

import type { Context } from './context.server.ts'

type Running = { live: boolean; after: (() => void)[] }

const running = new AsyncLocalStorage<Running>()
const ATTEMPTS = 8

/**
 * The process's connection as everybody gets it. Inside a transaction it throws, since there the outer connection
 * would hang on SQLite and escape the transaction on PostgreSQL.
 */
export function guarded(db: Kysely<Database>): Kysely<Database> {
  const known = inner.get(db)
  if (known) return known
  const proxy = new Proxy(db, {
    get(target, key) {
      if (running.getStore()?.live) throw new Error('Outer connection inside a transaction: use the inner ctx.')
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  outer.set(proxy, db)
  inner.set(db, proxy)
  return proxy
}

const outer = new WeakMap<object, Kysely<Database>>()
const inner = new WeakMap<Kysely<Database>, Kysely<Database>>()

/** First line of everything that leaves the process or takes long: mail, fetch, files, argon2. */
export function outsideTransaction(what: string) {
  if (running.getStore()?.live) throw new Error(`${what} inside a transaction.`)
}

/** Runs once the surrounding transaction has been committed; at once when there is none. */
export function afterCommit(work: () => void) {
  const state = running.getStore()
  if (state?.live) state.after.push(work)
  else work()
}

/**
 * One operation, one transaction: rows and activity together or not at all. `work` gets its own `ctx`, which hides
 * the outer one on purpose, and may run again when another transaction was in the way: database effects only.
 */
export async function atomically<C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  const isolation = isolationOf(outer.get(ctx.db) ?? ctx.db)
  for (let attempt = 1; ; attempt++) {
    const state: Running = { live: true, after: [] }
    const start = isolation ? ctx.db.transaction().setIsolationLevel(isolation) : ctx.db.transaction()
    try {
      const result = await start.execute((trx) =>
        running.run(state, async () => {
          try {
            return await work({ ...ctx, db: trx })
          } finally {
            state.live = false
          }
        }),
      )
      for (const run of state.after) run()
      return result
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error
      await sleep(Math.random() * 20 * 2 ** attempt)
    }
  }
}

/** A part of a transaction that may fail alone: what it wrote is taken back, the rest stays. */
export async function apart<C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  await sql`savepoint apart`.execute(ctx.db)
  try {
    const result = await work(ctx)
    await sql`release savepoint apart`.execute(ctx.db)
    return result
  } catch (error) {
    await sql`rollback to savepoint apart`.execute(ctx.db)
    throw error
  }
}
