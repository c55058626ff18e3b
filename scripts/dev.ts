import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

if (Number(process.versions.napi) < 10) {
  console.error(`Hilván needs Node 22.14 or newer and this is ${process.version}; «npm run dev» brings its own.`)
  process.exit(1)
}

const root = resolve(import.meta.dirname, '..')
const binaries = join(root, 'node_modules/.bin')
const { PORT = '3000', HILVAN_DATA = 'data', DATABASE_URL } = process.env
const path = `${binaries}${delimiter}${process.env.PATH}`
const env: NodeJS.ProcessEnv = { ...process.env, PORT, HILVAN_DATA, NODE_ENV: 'development', PATH: path }

// A folder without a database gets the demonstration; one with a database gets the migrations it lacks.
const empty = !DATABASE_URL && !existsSync(join(HILVAN_DATA, 'hilvan.sqlite'))
const prepared = spawnSync(process.execPath, [join(root, 'bin/hilvan.ts'), empty ? 'demo' : 'migrate'], { env, stdio: 'inherit' })
if (prepared.status !== 0) process.exit(prepared.status ?? 1)

const server = spawn(join(binaries, 'remix'), ['vite:dev', '--port', PORT, '--strictPort'], { cwd: root, env, stdio: 'inherit' })
server.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
