/** What a bench run stands on: a current build, the large demonstration, and servers in processes of their own. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'

import { openDatabase } from '#db/dialect.server.ts'

import { freePort } from '../free-port.ts'
import { isBuildStale } from '../fresh-build.ts'
import type { Told } from './bare.ts'
import type { Reading } from './probe.ts'

export const root = resolve(import.meta.dirname, '../..')
const START_MS = 20_000

export function buildIfStale() {
  if (isBuildStale(root)) run('npm', ['run', '--silent', 'build'], {})
}

export type Data = { target: string; env: Record<string, string>; release(): void }

/** The large demonstration: a copy of one made today from the same seeds, or the database of DATABASE_URL. */
export async function prepareData(fresh: boolean): Promise<Data> {
  const target = process.env.DATABASE_URL
  if (target) {
    const env = { DATABASE_URL: target, HILVAN_DATA: mkdtempSync(join(tmpdir(), 'hilvan-bench-')) }
    if (fresh || !(await hasPeople(target))) run(process.execPath, ['bin/hilvan.ts', 'demo', '--size', 'large'], env)
    return { target, env, release: () => rmSync(env.HILVAN_DATA, { recursive: true }) }
  }
  const made = demonstration(fresh)
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-bench-run-'))
  copyFileSync(join(made, 'hilvan.sqlite'), join(folder, 'hilvan.sqlite'))
  return { target: join(folder, 'hilvan.sqlite'), env: { HILVAN_DATA: folder }, release: () => rmSync(folder, { recursive: true }) }
}

/** Its folder. Another day or another seed makes another one. */
function demonstration(fresh: boolean) {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10))
  for (const name of readdirSync(join(root, 'db'), { recursive: true }).map(String).toSorted()) {
    if (/\.(sql|ts|csv|json)$/.test(name)) hash.update(readFileSync(join(root, 'db', name)))
  }
  const shelf = join(tmpdir(), 'hilvan-bench')
  const made = join(shelf, hash.digest('hex').slice(0, 12))
  if (existsSync(made) && !fresh) return made

  mkdirSync(shelf, { recursive: true })
  const draft = mkdtempSync(join(shelf, 'draft-'))
  run(process.execPath, ['bin/hilvan.ts', 'demo', '--size', 'large'], { HILVAN_DATA: draft })
  for (const name of readdirSync(shelf)) if (!name.startsWith('draft-')) rmSync(join(shelf, name), { recursive: true })
  renameSync(draft, made)
  return made
}

async function hasPeople(target: string) {
  const db = openDatabase(target, 'read')
  try {
    return (await sql`select id from people limit 1`.execute(db)).rows.length > 0
  } catch {
    return false
  } finally {
    await db.destroy()
  }
}

export type Server = { origin: string; started_ms: number; read(): Promise<Reading>; stop(): Promise<void> }

/** The production server as `npm start` runs it, on a free port; `read` tells what happened since the last time. */
export async function startServer(data: Data): Promise<Server> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', join(root, 'scripts/bench/probe.ts'), 'server.ts'], {
    cwd: root,
    env: environment({ ...data.env, PORT: String(port), HOST: '127.0.0.1', BASE_URL: origin, HILVAN_LOG: 'silent' }),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  while (!(await isUp(`${origin}/healthz`))) {
    if (child.exitCode !== null || performance.now() - began > START_MS) throw new Error('The server did not start.')
    await sleep(25)
  }
  return { origin, started_ms: performance.now() - began, read: () => converse<Reading>(child, 'read'), stop: () => stopped(child) }
}

export type Bare = { origin: string; tell(told: Told): Promise<void>; stop(): Promise<void> }

export async function startBare(): Promise<Bare> {
  const child = spawn(process.execPath, [join(root, 'scripts/bench/bare.ts')], { env: environment({}), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }] // What bare.ts sends first.
  const tell = async (told: Told) => void (await converse(child, told))
  return { origin: `http://127.0.0.1:${port}`, tell, stop: () => stopped(child) }
}

async function converse<Answer>(child: ChildProcess, message: object | string) {
  const answered = once(child, 'message')
  child.send(message)
  return ((await answered) as [Answer])[0]
}

async function stopped(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const isUp = (url: string) => fetch(url).then((response) => response.ok, () => false)

/** Nothing of this shell's own settings reaches what is measured. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`, HOME: process.env.HOME, TMPDIR: tmpdir(), ...env }
}

function run(command: string, args: string[], env: Record<string, string>) {
  // What it tells goes to the error output: the other one belongs to the figures.
  const { status } = spawnSync(command, args, { cwd: root, env: environment(env), stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.`)
}
