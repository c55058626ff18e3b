import { existsSync, rmSync } from 'node:fs'

import { installCatalog } from '#db/catalog/install.server.ts'
import { databaseTarget } from '#db/client.server.ts'
import { openDatabase } from '#db/dialect.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { DEMO_PASSWORD, demoLogins, seedDemo } from '#db/seeds/demo.server.ts'

import { readOptions, Usage } from '../usage.ts'

export const help = `
Crea una base de demostración: un año de una red de 70 municipios, con personas inventadas y fechas en torno a hoy.

Uso: npx hilvan demo [--size normal|large] [--logins] [--json]

  --size large  además, 20.000 personas, 5.000 reuniones y 20.000 compromisos, para medir
  --logins      solo muestra con qué cuentas se entra
  --json        {"password", "logins": [{"email", "who"}, …], "seconds"}

La base está en DATABASE_URL o, si no, en la carpeta HILVAN_DATA (por omisión, data). Una demostración anterior se
reemplaza; una base con datos reales no se toca.
`

export async function run(args: string[]) {
  const { size, logins, json } = readOptions(args, { size: { type: 'string' }, logins: { type: 'boolean' }, json: { type: 'boolean' } })
  if (size !== undefined && size !== 'normal' && size !== 'large') throw new Usage('--size puede ser normal o large.')
  const started = performance.now()
  if (!logins) await make(size === 'large')
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const told = demoLogins.map(([email, who]) => ({ email, who }))
  console.log(json ? JSON.stringify({ password: DEMO_PASSWORD, logins: told, seconds }) : page(told, logins ? null : seconds))
}

async function make(large: boolean) {
  const target = databaseTarget()
  const isFile = !target.startsWith('postgres')
  if (await holdsRealData(target, isFile)) throw new Usage('Esa base tiene datos que no son de la demostración: elija otra carpeta con HILVAN_DATA.')
  if (isFile) for (const suffix of ['', '-wal', '-shm']) rmSync(target + suffix, { force: true })

  const db = openDatabase(target, 'migrate')
  try {
    await migrateDatabase(db)
    await installCatalog(db, new Date())
  } finally {
    await db.destroy()
  }
  const app = openDatabase(target)
  try {
    await seedDemo(app, new Date(), { large })
  } finally {
    await app.destroy()
  }
}

/** A file is replaced when it holds a demonstration; a PostgreSQL database must hold nobody yet. */
async function holdsRealData(target: string, isFile: boolean) {
  if (isFile && !existsSync(target)) return false
  const db = openDatabase(target, 'migrate')
  try {
    const users = await db.selectFrom('users').select('email').where('role', '<>', 'system').execute()
    const demo = users.some(({ email }) => email === demoLogins[0][0])
    return users.length > 0 && !(isFile && demo)
  } catch {
    return false
  } finally {
    await db.destroy()
  }
}

function page(logins: { email: string; who: string }[], seconds: number | null) {
  const width = Math.max(...logins.map(({ email }) => email.length))
  return [
    seconds === null ? 'Demostración:' : `Demostración lista en ${seconds.toLocaleString('es-CL')} s.`,
    '',
    ...logins.map(({ email, who }) => `  ${email.padEnd(width)}  ${who}`),
    '',
    `  contraseña para todas: ${DEMO_PASSWORD}`,
    '',
    'Las personas son inventadas y la pertenencia a la red también: es una demostración.',
  ].join('\n')
}
