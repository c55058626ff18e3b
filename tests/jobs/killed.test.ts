import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'

import { planJobs } from '#app/domain/reminders/commands/plan-jobs.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { openPost } from '#tests/support/mail.ts'
import { sharedDatabase } from '#tests/support/killing.ts'

/** Friday 4 December 2026, 08:05 in Santiago. */
const NOW = '2026-12-04T11:05:00.000Z'
const PEOPLE = 110
const KILLS = 100
const WARM = 3

/** Coordinators with something overdue each, and four municipalities with something due in a week. */
async function busy(db: Context['db']) {
  const ctx: Context = { db, viewer: systemViewer, now: new Date('2026-11-02T12:00:00.000Z') }
  const at = ctx.now.toISOString()
  const common = { agreement_id: null, meeting_id: null, responsible_position_id: null, beneficiary_ids: ['serviu-13'], due_rule: 'date' as const, due_n: null, due_from_on: null }
  for (let one = 0; one < PEOPLE; one++) {
    const id = `c${one}`
    await db.insertInto('users').values({ id, email: `c${one}@red.example`, name: `Coordinadora ${one}`, role: 'coordinator', institution_id: null, created_at: at, updated_at: at }).execute()
    await createCommitment(ctx, { ...common, text: 'Enviar el informe', debtor_id: 'muni-13120', follow_up_user_id: id, due_on: '2026-11-20' })
  }
  for (const debtor_id of ['muni-13101', 'muni-13102', 'muni-13103', 'muni-13104']) {
    await createContactPoint(ctx, { type: 'institution', id: debtor_id }, { kind: 'email', value: `${debtor_id}@red.example`, label: null, visibility: 'network' })
    await createCommitment(ctx, { ...common, text: 'Enviar el informe', debtor_id, follow_up_user_id: 'c0', due_on: '2026-12-11' })
  }
  await planJobs({ ...ctx, now: new Date(NOW) })
}

const ready = async (child: ChildProcess) => {
  await once(child, 'message')
  return child
}

test('workers killed a hundred times at any moment lose nothing, and send twice at most once for each death', { timeout: 600_000 }, async () => {
  const { raw, database } = await sharedDatabase()
  await busy(guarded(raw))
  const post = await openPost()
  onTestFinished(post.close)
  // A process that others of its kind have compiled for begins three times as fast.
  const cache = mkdtempSync(join(tmpdir(), 'hilvan-compiled-'))
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
  const start = () => ready(fork('tests/support/dying-worker.ts', [database, String(post.port), NOW], { stdio: 'ignore', env: { ...process.env, NODE_COMPILE_CACHE: cache } }))
  const waiting = Array.from({ length: WARM }, start)
  // After so many steps, and so many milliseconds more: in the middle of the next one, however slow the machine is.
  const deaths = fc.sample(fc.record({ steps: fc.integer({ min: 0, max: 2 }), delay: fc.integer({ min: 0, max: 60 }) }), KILLS)

  for (const { steps, delay } of deaths) {
    const child = await waiting.shift()!
    waiting.push(start())
    child.send('go')
    for (let step = 0; step < steps; step++) await once(child, 'message')
    await sleep(delay)
    child.kill('SIGKILL')
    await once(child, 'exit')
    // Time goes by, and the lease of whoever died runs out.
    for (const [table, state] of [['outbox', 'sending'], ['jobs', 'running']] as const) {
      await raw.updateTable(table).set({ lease_until: '2020-01-01T00:00:00.000Z' }).where('state', '=', state as never).execute()
    }
  }
  const last = await waiting.shift()!
  last.send('go')
  const left = async () => [
    ...(await raw.selectFrom('jobs').select('id').where('state', 'in', ['queued', 'running']).where('run_at', '<=', NOW).execute()),
    ...(await raw.selectFrom('outbox').select('id').where('state', 'in', ['queued', 'sending']).execute()),
  ]
  await expect.poll(async () => (await left()).length, { timeout: 60_000, interval: 100 }).toBe(0)
  for (const child of [last, ...(await Promise.all(waiting))]) child.kill('SIGKILL')

  const told = post.received.map(({ to }) => to[0]!)
  const wanted = [...Array.from({ length: PEOPLE }, (_, one) => `c${one}@red.example`), ...['muni-13101', 'muni-13102', 'muni-13103', 'muni-13104'].map((id) => `${id}@red.example`)]
  expect([...new Set(told)].toSorted()).toEqual(wanted.toSorted())
  expect(told.length - wanted.length).toBeLessThanOrEqual(KILLS)
  expect(await raw.selectFrom('jobs').select('state').distinct().where('run_at', '<=', NOW).execute()).toEqual([{ state: 'done' }])
  expect(await raw.selectFrom('outbox').select('state').distinct().execute()).toEqual([{ state: 'sent' }])
  expect(await raw.selectFrom('outbox').select('id').execute()).toHaveLength(wanted.length)
  expect(await raw.selectFrom('reminders').select('id').execute()).toHaveLength(4)
})
