import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { openDatabase } from '#db/dialect.server.ts'
import { migrationNames } from '#db/migrate.server.ts'

/** The command line on a data folder of its own, as an operator would type it. */
function shell() {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-bin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, DATABASE_URL: undefined, HILVAN_DATA: folder, BASE_URL: 'https://hilvan.ejemplo.cl' }
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, ['bin/hilvan.ts', ...args], { env }, (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out: out.trim(), err: err.trim() })
      })
    })
  return { folder, run }
}

test('before there is a database, every command says how to make one', { timeout: 90_000 }, async () => {
  const { run } = shell()
  for (const command of [['user', 'list'], ['audit', 'verify'], ['user', 'add', '--email', 'alma@ejemplo.cl', '--name', 'Alma Reyes']]) {
    expect(await run(...command)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npx hilvan migrate') })
  }
  expect((await run('doctor')).code).toBe(1)
})

test('from an empty folder to the first administrator, and the state of the house', { timeout: 90_000 }, async () => {
  const { folder, run } = shell()
  expect(JSON.parse((await run('migrate', '--json')).out)).toMatchObject({ applied: migrationNames('sqlite') })
  expect(await run('migrate')).toMatchObject({ code: 0, out: 'La base de datos ya estaba al día.' })

  const added = await run('user', 'add', '--email', 'Alma@Ejemplo.cl', '--name', 'Alma Reyes Soto', '--json')
  const alma = JSON.parse(added.out) as { id: string; code: string; url: string; role: string; email: string }
  expect(alma).toMatchObject({ role: 'admin', email: 'alma@ejemplo.cl', url: `https://hilvan.ejemplo.cl/invitacion/${alma.code}` })
  const raw = openDatabase(join(folder, 'hilvan.sqlite'), 'read')
  const stored = JSON.stringify(await raw.selectFrom('invitations').selectAll().execute())
  await raw.destroy()
  expect(stored).toContain(alma.id)
  expect(stored).not.toContain(alma.code.split('.')[1])

  expect((await run('user', 'list')).out).toBe('alma@ejemplo.cl\tAlma Reyes Soto\tAdministración\tInvitada')
  expect(JSON.parse((await run('audit', 'verify', '--json')).out)).toEqual({ ok: true, events: 1, broken: null })
  const doctor = await run('doctor', '--json')
  expect([doctor.code, JSON.parse(doctor.out)]).toMatchObject([0, { ok: true }])
})

test('what cannot be understood ends with 2, what may not be ends with 1, both in Spanish', { timeout: 90_000 }, async () => {
  const { run } = shell()
  await run('migrate')
  const rosa = ['--email', 'rosa@cerrillos.cl', '--name', 'Rosa Sanhueza', '--role', 'leader']

  expect(await run('user')).toMatchObject({ code: 2 })
  expect(await run('user', 'add')).toMatchObject({ code: 2, err: expect.stringContaining('--email: Escriba un correo') })
  expect(await run('user', 'add', ...rosa)).toMatchObject({ code: 2, err: expect.stringContaining('--institution: Elija la institución') })
  expect(await run('user', 'add', ...rosa, '--role', 'jefa')).toMatchObject({ code: 2, err: expect.stringContaining('--role: Elija un perfil') })
  expect(await run('user', 'add', ...rosa, '--institution', 'muni-x')).toMatchObject({ code: 1, err: 'No existe la institución «muni-x».' })
  expect((await run('user', 'add', ...rosa, '--institution', 'muni-13102')).code).toBe(0)
  expect(await run('user', 'add', ...rosa, '--institution', 'muni-13102')).toMatchObject({ code: 1, err: 'Ya hay una cuenta con ese correo.' })

  expect((await run('user', 'disable', '--email', 'ROSA@cerrillos.cl')).code).toBe(0)
  expect(await run('user', 'disable', '--email', 'rosa@cerrillos.cl')).toMatchObject({ code: 1, err: 'La cuenta ya estaba desactivada.' })
  expect(await run('user', 'link', '--email', 'rosa@cerrillos.cl')).toMatchObject({ code: 1, err: expect.stringContaining('desactivada') })
  expect(await run('user', 'link', '--email', 'nadie@cerrillos.cl')).toMatchObject({ code: 1, err: expect.stringContaining('nadie@cerrillos.cl') })
})
