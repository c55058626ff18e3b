import { expect, onTestFinished, test } from 'vitest'

import { fillOutbox, killWhileSending, sharedDatabase, startProcess } from '#tests/support/killing.ts'
import { openPost } from '#tests/support/mail.ts'

const worker = (env: Record<string, string>, smtp: string) =>
  startProcess(['bin/hilvan.ts', 'worker'], { ...env, HILVAN_SMTP_URL: smtp, HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>' })

test('a worker killed in the middle of 500 mails, several times, loses none; what leaves twice is known to be the same', { timeout: 120_000 }, async () => {
  const { raw: db, env } = await sharedDatabase()
  await fillOutbox(db, 500)
  const kills = 5

  const told = await killWhileSending(db, { count: 500, kills, start: (smtp) => worker(env, smtp) })
  expect(told).toMatchObject({ people: 500, told_apart: 0, states: [{ state: 'sent' }] })
  expect(told.duplicates).toBeLessThanOrEqual(kills)
})

test('two processes empty one outbox and send nothing twice', { timeout: 120_000 }, async () => {
  const { raw: db, env } = await sharedDatabase()
  await fillOutbox(db, 200)
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const both = [worker(env, `smtp://127.0.0.1:${port}`), worker(env, `smtp://127.0.0.1:${port}`)]
  onTestFinished(() => both.forEach((one) => one.kill('SIGKILL')))

  await expect.poll(() => received.length, { timeout: 60_000 }).toBe(200)
  for (const one of both) {
    one.kill('SIGTERM')
    expect(await new Promise((resolve) => one.once('exit', resolve))).toBe(0)
  }
  expect(new Set(received.map(({ to }) => to[0])).size).toBe(200)
  expect(await db.selectFrom('outbox').select(['state', 'attempts']).distinct().execute()).toEqual([{ state: 'sent', attempts: 1 }])
})
