import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Kysely } from 'kysely'
import { inject, onTestFinished } from 'vitest'

import { newId } from '#app/lib/ids.server.ts'
import { openDatabase } from '#db/dialect.server.ts'
import type { Database } from '#db/schema.ts'

import { openPost, readMail } from './mail.ts'
import { copyDatabase, dropDatabase } from './postgres.ts'

/** A database that several processes can open, on the engine of this run; `database` opens it, `env` is for a whole process. */
export async function sharedDatabase(): Promise<{ raw: Kysely<Database>; database: string; env: Record<string, string> }> {
  const template = inject('template')
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  if (template.engine === 'sqlite') {
    const file = join(folder, 'hilvan.sqlite')
    cpSync(template.file, file)
    const raw = openDatabase(file)
    onTestFinished(() => raw.destroy())
    return { raw, database: file, env: { HILVAN_DATA: folder } }
  }
  const name = `hilvan_test_worker_${process.pid}_${Date.now()}`
  const url = await copyDatabase(template.url, name, template.database)
  const raw = openDatabase(url)
  onTestFinished(async () => {
    await raw.destroy()
    await dropDatabase(template.url, name)
  })
  return { raw, database: url, env: { HILVAN_DATA: folder, DATABASE_URL: url } }
}

/** Mail for so many people, as commands would leave it. */
export async function fillOutbox(db: Kysely<Database>, count: number) {
  const at = new Date().toISOString()
  const rows = Array.from({ length: count }, (_, index) => {
    const id = newId()
    return {
      id, key: `masivo:${index}`, message_id: `${id}@agenda.hilvan`, topic: 'minutes.closed', subject_type: 'meeting', subject_id: 'x',
      recipient: `persona${index}@red.example`, recipient_name: null, subject: `Acta ${index}`, body: 'Esto se acordó.', due_at: at, created_at: at, created_by: 'system',
    }
  })
  for (let from = 0; from < count; from += 50) await db.insertInto('outbox').values(rows.slice(from, from + 50)).execute()
}

/**
 * Lets processes send everything in the outbox, and kills each, with what cannot be refused, in the middle of its work.
 * Answers what the mail server received. `start` is given the address of the mail server.
 */
export async function killWhileSending(db: Kysely<Database>, { count, kills, start }: { count: number; kills: number; start: (smtp: string) => ChildProcess }) {
  let reached: (() => void) | undefined
  let goal = Infinity
  const post = await openPost({ message: () => void (++seen >= goal && reached?.()) })
  let seen = 0
  try {
    for (let turn = 0; turn <= kills; turn++) {
      goal = turn < kills ? seen + Math.floor((count - seen) / (kills - turn + 1)) : Infinity
      const middle = new Promise<void>((resolve) => (reached = resolve))
      const child = start(`smtp://127.0.0.1:${post.port}`)
      await whileAlive(child, turn < kills ? middle : untilEmpty(db))
      child.kill(turn < kills ? 'SIGKILL' : 'SIGTERM')
      await once(child, 'exit')
      // Time goes by, and the lease of whoever died runs out.
      await db.updateTable('outbox').set({ lease_until: '2020-01-01T00:00:00.000Z' }).where('state', '=', 'sending').execute()
    }
  } finally {
    await post.close()
  }
  // A demonstration may have mail of its own.
  const ours = post.received.filter(({ to }) => to[0]?.startsWith('persona'))
  const mails = await Promise.all(ours.map(async (one) => ({ to: one.to[0]!, message_id: (await readMail(one)).messageId })))
  const ids = Map.groupBy(mails, ({ to }) => to)
  return {
    people: ids.size,
    duplicates: mails.length - ids.size,
    /** Somebody who got two mails that no program would know to be one. */
    told_apart: [...ids.values()].filter((own) => new Set(own.map(({ message_id }) => message_id)).size > 1).length,
    states: await db.selectFrom('outbox').select('state').distinct().where('key', 'like', 'masivo:%').execute(),
  }
}

/** What is waited for, unless the process ends by itself first. */
function whileAlive(child: ChildProcess, wait: Promise<void>) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended by itself, with ${code}`)
  })
  return Promise.race([wait, ended])
}

async function untilEmpty(db: Kysely<Database>) {
  const waiting = db
    .selectFrom('outbox')
    .select(['key', 'state', 'attempts', 'due_at', 'lease_until', 'last_error'])
    .where('state', 'in', ['queued', 'sending'])
    .where('key', 'like', 'masivo:%')
  for (let tries = 0; tries < 600; tries++) {
    if (!(await waiting.executeTakeFirst())) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the outbox is not empty after a minute: ${JSON.stringify(await waiting.execute())}`)
}

/** A process of the product with an environment of its own. */
export function startProcess(args: string[], env: Record<string, string>): ChildProcess {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HILVAN_|PORT$|BASE_URL$|HOST$|DATABASE_URL$)/.test(name)))
  return spawn(process.execPath, args, { env: { ...inherited, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
}
