import { type AddressInfo, createServer } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { findStanding, listMail } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { startWorker } from '#app/jobs/worker.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { leaveMail, mailRow, openPost, sendAll, smtpAt } from '#tests/support/mail.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { post } from '#tests/support/post.ts'
import { createWorld } from '#tests/support/world.ts'

test('a running worker sends what is left in the outbox at once, and stops when it is told to', async () => {
  const world = await createWorld({ now: new Date().toISOString() })
  const { received, port } = await post()
  const worker = startWorker({ db: world.db, mailer: createMailer(smtpAt(port)), idle_ms: 60_000 })
  await leaveMail(world)
  await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
  await leaveMail(world)
  await expect.poll(() => received.length, { timeout: 5_000 }).toBe(2)
  expect(worker.isLate()).toBe(false)

  await worker.stop()
  const last = await leaveMail(world)
  expect(await mailRow(world, last)).toMatchObject({ state: 'queued' })
})

test('a worker lets the mail that is leaving leave before it stops', async () => {
  const world = await createWorld({ now: new Date().toISOString() })
  const { received, port } = await post({ message: async () => void (await new Promise((resolve) => setTimeout(resolve, 400))) })
  const [first, second] = [await leaveMail(world), await leaveMail(world)]
  const worker = startWorker({ db: world.db, mailer: createMailer(smtpAt(port)) })
  await expect.poll(async () => (await mailRow(world, first)).state, { timeout: 5_000 }).toBe('sending')

  await worker.stop()
  expect(received).toHaveLength(1)
  expect(await mailRow(world, first)).toMatchObject({ state: 'sent' })
  expect(await mailRow(world, second)).toMatchObject({ state: 'queued' })
})

test('a worker that is told to stop cuts a mail server that never answers, and its mail waits for the next one', async () => {
  const world = await createWorld({ now: new Date().toISOString() })
  let asked = false
  let [opened, closed] = [0, 0]
  const silent = createServer((socket) => {
    opened++
    socket.on('error', () => undefined).on('close', () => closed++).on('data', () => (asked = true))
    // It greets, and says nothing more.
    socket.write('220 mail.red.example ESMTP\r\n')
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const key = await leaveMail(world)
  const worker = startWorker({ db: world.db, mailer: createMailer(smtpAt((silent.address() as AddressInfo).port)), last_ms: 300 })
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(true)

  const start = Date.now()
  await worker.stop()
  expect(Date.now() - start).toBeLessThan(3_000)
  expect(await mailRow(world, key)).toMatchObject({ state: 'queued', worker: null, attempts: 1, last_error: 'El servidor de correo tardó demasiado.' })
  await expect.poll(() => closed).toBe(opened)
})

test('when the mail server cannot be reached the worker rests, and no mail is lost', async () => {
  const world = await createWorld({ now: new Date().toISOString() })
  const closed = await openPost()
  await closed.close()
  const keys = [await leaveMail(world), await leaveMail(world)]
  const worker = startWorker({ db: world.db, mailer: createMailer(smtpAt(closed.port)), rest_ms: 60_000 })
  await expect.poll(async () => (await mailRow(world, keys[0]!)).last_error, { timeout: 5_000 }).toContain('No se pudo conectar')
  await worker.stop()

  expect(await mailRow(world, keys[0]!)).toMatchObject({ state: 'queued', attempts: 1 })
  expect(await mailRow(world, keys[1]!)).toMatchObject({ state: 'queued', attempts: 0 })
})

test('a mail server that hangs holds nobody up, and its mail is tried again', async () => {
  const world = await createWorld()
  let asked = false
  const { port } = await post({ message: () => ((asked = true), new Promise(() => undefined)) })
  const key = await leaveMail(world)
  const stop = new AbortController()
  const sending = sendAll(world, port, { stop: stop.signal })
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(true)

  await meetingWith(world)
  expect((await listMail(world.as('alma'))).mails).toMatchObject([{ state: 'sending' }])
  stop.abort()
  await sending
  expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 1, last_error: 'El servidor de correo tardó demasiado.' })
})

test('with no mail server mail waits, and a line says why', async () => {
  const world = await createWorld({ now: new Date().toISOString() })
  const key = await leaveMail(world)
  const worker = startWorker({ db: world.db, mailer: undefined, idle_ms: 5 })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await worker.stop()

  expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 0 })
  expect(whyItWaits(await findStanding(world.as('paula')))).toBe('El correo espera: no hay servidor de correo configurado.')
  expect(whyItWaits({ configured: true, paused: true })).toContain('en pausa')
  expect(whyItWaits({ configured: true, paused: false })).toBeNull()
})
