import { expect, onTestFinished, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { claimMail, settleMail } from '#app/domain/outbox/commands/claim.server.ts'
import { withdrawMail } from '#app/domain/outbox/commands/manage.server.ts'
import { LEASE_MS } from '#app/domain/outbox/rules.ts'
import { edit, invited, leave, pending, ROSA, send, wait } from '#tests/support/invitations.ts'
import { itipClient } from '#tests/support/itip-client.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { mailFates } from '#tests/support/mail-fates.ts'
import { mailbox, move, rosas, what } from '#tests/support/rosas-mailbox.ts'
import { createWorld } from '#tests/support/world.ts'

test('of a mail that is leaving nobody knows: what comes next is true for both', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio, { waits: true, to: [ROSA] })
  await leave(world, ROSA)
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true, to: [ROSA] })
  const taken = (await claimMail(world.as('system'), 'muerto'))!
  wait(world)
  await edit(world, folio, { title: 'Otra mesa' })

  expect(what(await pending(world, folio))).toContainEqual(['change', ROSA, null])
  await send(world, folio, { waits: true, to: [ROSA] })
  const last = (await rosas(world)).at(-1)!
  expect(last.body).toContain('Cambió una reunión')
  expect(last.body).not.toContain('Qué cambió')

  // The server took it, and the worker died before it could say so: it leaves again, and the next one after it.
  world.clock.now = new Date(world.clock.now.getTime() + LEASE_MS)
  const rosa = await mailbox(world)
  const { mails, shows } = await rosa.deliver()
  expect(mails).toEqual(['Cambio: Mesa técnica de suelo, miércoles 2 de diciembre, 10:00', 'Cambio: Otra mesa, miércoles 2 de diciembre, 10:00'])
  expect(shows).toEqual([['2026-12-02T10:00:00', 'Otra mesa']])
  expect(await settleMail(world.as('system'), taken, { kind: 'sent' })).toBe(false)
})

test('an invitation that is leaving while the meeting is cancelled is followed by its cancellation', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio, { waits: true, to: [ROSA] })
  await claimMail(world.as('system'), 'muerto')
  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  expect(what(await pending(world, folio))).toEqual([['cancellation', ROSA, null]])
  await send(world, folio, { waits: true })
  world.clock.now = new Date(world.clock.now.getTime() + LEASE_MS)
  const { mails, shows } = await (await mailbox(world)).deliver()
  expect([mails.length, shows]).toEqual([2, []])
})

test('a line that was cut when the server had the mail tells nobody whether it left: a cancelled meeting is told so', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const calendar = itipClient(ROSA)
  let cuts = true
  const { received, port, close } = await openPost({
    message: async (mail, cut) => {
      const { attachments } = await readMail(mail)
      calendar.get(attachments.at(-1)!.content.toString())
      if (cuts) cut()
      return undefined
    },
  })
  onTestFinished(close)
  await send(world, folio, { waits: true, to: [ROSA] })
  await sendAll(world, port)
  expect(await rosas(world)).toMatchObject([{ state: 'queued', perhaps_left: 1 }])
  expect([...calendar.entries.values()]).toHaveLength(1)

  cuts = false
  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  expect(what(await pending(world, folio))).toEqual([['cancellation', ROSA, null]])
  await send(world, folio, { waits: true })
  // Not even withdrawing the cancellation makes anybody forget it.
  await withdrawMail(world.as('alma'), (await rosas(world)).at(-1)!.id)
  expect(what(await pending(world, folio))).toEqual([['cancellation', ROSA, 'withdrawn']])
  wait(world)
  await send(world, folio, { waits: true })
  await sendAll(world, port)
  expect([...calendar.entries.values()]).toEqual([])
  expect(received).not.toEqual([])
  expect(await pending(world, folio)).toEqual([])
})

test('a server that could not be reached, or refused, surely has nothing', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const gone = await openPost()
  await gone.close()
  await send(world, folio, { waits: true, to: [ROSA] })
  await sendAll(world, gone.port)
  const patience = await openPost({ message: () => ({ code: 451, message: 'Later' }) })
  onTestFinished(patience.close)
  wait(world, 10)
  await sendAll(world, patience.port)
  expect(await rosas(world)).toMatchObject([{ state: 'queued', attempts: 2, perhaps_left: 0 }])
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null]])
})

test('put back while the farewell is leaving, a guest is invited again and ends with the meeting', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true, to: [ROSA] })
  await rosa.deliver()
  wait(world)
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true, to: [ROSA] })
  await claimMail(world.as('system'), 'muerto')
  wait(world)
  await edit(world, folio, { added: [{ position_id: 'muni-13102:mayor' }] })
  await send(world, folio, { waits: true, to: [ROSA] })
  world.clock.now = new Date(world.clock.now.getTime() + LEASE_MS)
  expect((await rosa.deliver()).shows).toEqual([['2026-12-01T10:00:00', 'Mesa técnica de suelo']])
  expect(what(await pending(world, folio)).filter(([, to]) => to === ROSA)).toEqual([])
})

test('a move that perhaps arrived, and a return that perhaps did not: the guest is told how it is until that is sure', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const calendar = itipClient(ROSA)
  const { deliver, cut, lose, withdraw } = mailFates(world, ROSA, (_, content) => calendar.get(content))
  const starts = () => [...calendar.entries.values()].map(({ start }) => start)
  await send(world, folio, { waits: true, to: [ROSA] })
  await deliver()
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true, to: [ROSA] })
  await cut()
  expect(starts()).toEqual(['2026-12-02T10:00:00'])
  await move(world, folio, '2026-12-01')
  await send(world, folio, { waits: true, to: [ROSA] })
  await lose()
  await withdraw()

  expect(what(await pending(world, folio))).toContainEqual(['change', ROSA, 'withdrawn'])
  wait(world)
  await send(world, folio, { waits: true, to: [ROSA] })
  await deliver()
  expect(starts()).toEqual(['2026-12-01T10:00:00'])
  expect(what(await pending(world, folio)).filter(([, to]) => to === ROSA)).toEqual([])
})
