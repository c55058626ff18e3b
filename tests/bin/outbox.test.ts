import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { openDatabase } from '#db/dialect.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { fillOutbox } from '#tests/support/killing.ts'
import { openPost } from '#tests/support/mail.ts'

/** The command line on a data folder of its own, where three mails wait. */
async function shell(more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-bin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'hilvan.sqlite')
  const made = openDatabase(file, 'migrate')
  await migrateDatabase(made)
  await made.destroy()
  const db = openDatabase(file)
  onTestFinished(() => db.destroy())
  await fillOutbox(db, 3)
  const env = { ...process.env, DATABASE_URL: undefined, HILVAN_DATA: folder, BASE_URL: 'https://hilvan.ejemplo.cl', ...more }
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, ['bin/hilvan.ts', ...args], { env }, (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out: out.trim(), err: err.trim() })
      })
    })
  return { db, run }
}

test('the operator sees what waits and why, tries again what failed, and pauses everything', { timeout: 90_000 }, async () => {
  const { db, run } = await shell()
  await db.updateTable('outbox').set({ state: 'failed', last_error: 'El servidor lo rechazó.' }).where('key', 'in', ['masivo:0', 'masivo:1']).execute()

  const listed = JSON.parse((await run('outbox', 'ls', '--json')).out)
  expect(listed).toMatchObject({ configured: false, paused: false, counts: { failed: 2, queued: 1 }, mails: [{ recipient: 'persona0@red.example', last_error: 'El servidor lo rechazó.' }, {}, {}] })
  expect(JSON.stringify(listed)).not.toContain('Esto se acordó')
  expect((await run('outbox', 'ls')).out).toContain('El correo espera: no hay servidor de correo configurado. 1 mensaje en cola.')

  expect(await run('outbox', 'retry', '--id', listed.mails[0].id)).toMatchObject({ code: 0, out: '1 correo vuelve a la cola.' })
  expect(JSON.parse((await run('outbox', 'retry', '--all', '--json')).out)).toEqual({ retried: 1, refused: 0 })
  expect(await run('outbox', 'pause')).toMatchObject({ code: 0 })
  expect(JSON.parse((await run('outbox', 'ls', '--state', 'queued', '--json')).out)).toMatchObject({ paused: true, counts: { queued: 3 } })
  expect(await run('outbox', 'resume')).toMatchObject({ code: 0, out: 'Los envíos siguen.' })
  expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
})

test('what cannot be understood ends with 2, what may not be ends with 1', { timeout: 90_000 }, async () => {
  const { run } = await shell()
  expect(await run('outbox')).toMatchObject({ code: 2 })
  expect(await run('outbox', 'ls', '--state', 'perdido')).toMatchObject({ code: 2, err: 'No existe el estado «perdido».' })
  expect(await run('outbox', 'retry')).toMatchObject({ code: 2, err: 'Escriba --id ID, o --all.' })
  expect(await run('outbox', 'retry', '--id', 'no-existe')).toMatchObject({ code: 1 })
})

test('the doctor speaks with the mail server, and says so when there is none', { timeout: 90_000 }, async () => {
  const checks = async (run: Awaited<ReturnType<typeof shell>>['run']) =>
    Object.fromEntries((JSON.parse((await run('doctor', '--json')).out) as { checks: { name: string; ok: boolean; detail: string }[] }).checks.map(({ name, ...rest }) => [name, rest]))
  expect(await checks((await shell()).run)).toMatchObject({
    correo: { ok: true, detail: 'no configurado: los correos esperan en la cola' }, 'envíos': { ok: true, detail: '3 en cola, 0 con falla' },
  })

  const { port, close } = await openPost()
  const from = { HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>', HILVAN_SMTP_URL: `smtp://127.0.0.1:${port}` }
  expect((await checks((await shell(from)).run)).correo).toEqual({ ok: true, detail: `127.0.0.1:${port} responde, desde agenda@red.example` })
  await close()
  expect((await checks((await shell(from)).run)).correo).toMatchObject({ ok: false, detail: expect.stringContaining('no responde como debe') })
})
