import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { countMail } from '#app/domain/outbox/queries.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { readSettings, smtpSettings } from '#app/lib/env.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { formatNumber } from '#app/lib/text.ts'
import { databaseTarget } from '#db/client.server.ts'
import { listDamage, openDatabase, sortsByBytes } from '#db/dialect.server.ts'

import { isThere, listPending } from '../opened.ts'
import { readOptions } from '../usage.ts'

export const help = `
Revisa si este equipo y estos datos están sanos. No cambia nada.

Uso: npx hilvan doctor [--json]

  --json  {"ok", "checks": [{"name", "ok", "detail"}]}

Termina con 0 si todo está bien y con 1 si algo falla.
`

type Check = { name: string; ok: boolean; detail: string }

export async function run(args: string[]) {
  const { json } = readOptions(args, { json: { type: 'boolean' } })
  const target = databaseTarget()
  const checks = [
    await check('configuración', checkSettings),
    ...(await checkDatabase(target)),
    await check('disco', () => checkDisk(target)),
    await check('correo', checkMail),
  ]
  const ok = checks.every((one) => one.ok)
  if (json) console.log(JSON.stringify({ ok, checks }))
  else for (const { name, ok, detail } of checks) console.log(`${ok ? 'bien ' : 'FALLA'}  ${name}: ${detail}`)
  return ok ? 0 : 1
}

/** `work` answers what it saw; what it throws is what is wrong. */
async function check(name: string, work: () => Promise<string> | string): Promise<Check> {
  try {
    return { name, ok: true, detail: await work() }
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

function checkSettings() {
  const { base, data, database_url } = readSettings({ ...process.env, NODE_ENV: 'production' })
  return `${base.origin}, ${database_url ? 'PostgreSQL' : `datos en ${data}`}, Node ${process.version}`
}

async function checkDatabase(target: string): Promise<Check[]> {
  let db: ReturnType<typeof openDatabase> | undefined
  const opening = await check('base de datos', () => {
    if (!isThere(target)) throw new Error(`no existe ${target}: ejecute «npx hilvan migrate»`)
    db = openDatabase(target, 'read')
    return 'se abre'
  })
  if (!db) return [opening]
  try {
    return [opening, ...(await checkContent(db))]
  } finally {
    await db.destroy()
  }
}

async function checkContent(db: ReturnType<typeof openDatabase>): Promise<Check[]> {
  return [
    await check('migraciones', async () => {
      const pending = await listPending(db)
      if (pending.length > 0) throw new Error(`faltan ${pending.join(', ')}: ejecute «npx hilvan migrate»`)
      return 'al día'
    }),
    await check('integridad', async () => {
      const damage = await listDamage(db)
      if (damage.length > 0) throw new Error(`${formatNumber(damage.length)} problemas; el primero: ${damage[0]}`)
      return 'sin daños ni referencias rotas'
    }),
    await check('orden', async () => {
      if (!(await sortsByBytes(db))) throw new Error("la base no ordena por octetos: cree otra con LC_COLLATE 'C' y restaure en ella")
      return 'por octetos'
    }),
    await check('auditoría', async () => {
      const broken = await findBrokenLink({ db })
      if (broken !== null) throw new Error(`la cadena está rota en el registro ${formatNumber(broken)}`)
      return 'cadena íntegra'
    }),
    await check('envíos', async () => {
      const { queued = 0, sending = 0, failed = 0 } = await countMail({ db, viewer: systemViewer, now: new Date() })
      return `${formatNumber(queued + sending)} en cola, ${formatNumber(failed)} con falla`
    }),
  ]
}

/** Twice the database must fit, so that a backup and an upgrade do. */
async function checkDisk(target: string) {
  const file = target.startsWith('postgres') ? undefined : target
  const { bavail, bsize } = await statfs(file ? dirname(file) : '.')
  const free = bavail * bsize
  const size = file && isThere(file) ? statSync(file).size : 0
  const told = `${formatNumber(Math.floor(free / 2 ** 20))} MB libres`
  if (free < Math.max(2 * size, 100 * 2 ** 20)) throw new Error(`${told}: no alcanza para un respaldo`)
  return told
}

/** Speaks with the mail server, up to the password; nothing is sent. */
async function checkMail() {
  const smtp = smtpSettings()
  if (!smtp) return 'no configurado: los correos esperan en la cola'
  const mailer = createMailer(smtp)
  try {
    await mailer.check()
  } catch (error) {
    throw new Error(`${smtp.host}:${smtp.port} no responde como debe: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  } finally {
    mailer.close()
  }
  return `${smtp.host}:${smtp.port} responde, desde ${smtp.from.email}`
}
