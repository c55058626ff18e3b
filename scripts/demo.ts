/** `npm run demo`: builds what is missing, makes the demonstration once, and serves it. */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

import { isBuildStale } from './fresh-build.ts'

if (Number(process.versions.napi) < 10) {
  console.error(`Hilván needs Node 22.14 or newer and this is ${process.version}; «npm run demo» brings its own.`)
  process.exit(1)
}

const root = resolve(import.meta.dirname, '..')
const { PORT = '3000', HILVAN_DATA = join(root, 'data'), DATABASE_URL } = process.env
const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`
const env: NodeJS.ProcessEnv = { HILVAN_LOG: 'silent', ...process.env, PORT, HILVAN_DATA, NODE_ENV: 'production', PATH: path }

if (isBuildStale(root)) run('npm', ['run', '--silent', 'build'])
const first = DATABASE_URL !== undefined || !existsSync(join(HILVAN_DATA, 'hilvan.sqlite'))
run(process.execPath, [join(root, 'bin/hilvan.ts'), ...(first ? ['demo'] : ['demo', '--logins'])])

const server = spawn(process.execPath, [join(root, 'server.ts')], { cwd: root, env, stdio: 'inherit' })
console.log(`\nHilván: http://localhost:${PORT}   (Ctrl C para terminar)\n`)
server.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))

function run(command: string, args: string[]) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
