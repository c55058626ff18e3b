import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { cast } from '#tests/support/cast.ts'
import { sharedDatabase } from '#tests/support/killing.ts'
import { bringSheet, hashesOf } from '#tests/support/sheets.ts'

const NOW = '2026-11-24T13:00:00.000Z'
const ROWS = 1_000

const ready = async (child: ChildProcess) => {
  await once(child, 'message')
  return child
}

test('an import whose worker is killed again and again ends with every row written once, and can be taken back', { timeout: 300_000 }, async () => {
  const { raw, database } = await sharedDatabase()
  const db = guarded(raw)
  await raw.insertInto('users').values({ id: 'paula', ...cast.paula, created_at: NOW, updated_at: NOW }).execute()
  const { id: _, ...paula } = { id: '', ...cast.paula }
  const as = () => ({ db, now: new Date(NOW), viewer: { id: 'paula', name: paula.name, email: paula.email, role: paula.role, institution_id: null, zone: 'America/Santiago' } })
  const people = Array.from({ length: ROWS }, (_, n) => `Ana${n} Soto${n} Vera;Municipalidad de Castro;Jefa de Programa ${n};01-03-2025;ana${n}@castro.ejemplo.cl`)
  const before = await hashesOf({ raw })
  const id = await bringSheet({ as }, `Nombre;Municipalidad;Cargo;Desde;Correo\n${people.join('\n')}\n`)
  await raw.updateTable('sheet_imports').set({ settings: JSON.stringify({ ...(await findImport(as(), id))!.settings, choices: { 'all:position': { does: 'create' } } }) }).where('id', '=', id).execute()
  await startImport(as(), id)

  const start = () => ready(fork('tests/support/dying-worker.ts', [database, '9', NOW], { stdio: 'ignore' }))
  for (const { steps, delay } of [{ steps: 2, delay: 5 }, { steps: 1, delay: 40 }, { steps: 3, delay: 90 }]) {
    const child = await start()
    child.send('go')
    for (let step = 0; step < steps; step++) await once(child, 'message')
    await sleep(delay)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { done } = await countOutcomes(as(), id)
    expect(done % 100).toBe(0)
    // Time goes by, and the lease of whoever died runs out.
    await raw.updateTable('jobs').set({ lease_until: '2020-01-01T00:00:00.000Z' }).where('state', '=', 'running').execute()
  }
  expect(await findImport(as(), id)).toMatchObject({ state: 'running' })

  const last = await start()
  last.send('go')
  await expect.poll(async () => (await findImport(as(), id))?.state, { timeout: 60_000, interval: 100 }).toBe('applied')
  last.kill('SIGKILL')
  expect(await countOutcomes(as(), id)).toMatchObject({ total: ROWS, done: ROWS, totals: { created: ROWS, failed: 0 } })
  expect(await raw.selectFrom('people').select('id').execute()).toHaveLength(ROWS)
  expect(await raw.selectFrom('tenures').select('id').execute()).toHaveLength(ROWS)
  expect(await undoImport(as(), id)).toBe(0)
  expect(await hashesOf({ raw })).toEqual(before)
})
