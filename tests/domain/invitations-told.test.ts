import { expect, onTestFinished, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { claimMail, setLateAside, settleMail } from '#app/domain/outbox/commands/claim.server.ts'
import { retryMail, withdrawMail } from '#app/domain/outbox/commands/manage.server.ts'
import { LEASE_MS } from '#app/domain/outbox/rules.ts'
import { loader as preview } from '#app/routes/invitations/notices.tsx'
import { edit, email, invited, leave, outbox, pending, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { itipClient } from '#tests/support/itip-client.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { hours } from '#tests/support/meetings.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const what = (notices: Awaited<ReturnType<typeof pending>>) => notices.map(({ kind, email, unsent }) => [kind, email, unsent])
const move = async (world: World, folio: string, day: string, start = '10:00', end = '11:30') => {
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours(day, start, end), (await read(world, folio)).version)
}
const rosas = async (world: World) => (await outbox(world)).filter(({ recipient }) => recipient === ROSA)

/** Rosa's mailbox and calendar, with a server that may refuse what is for her. */
async function mailbox(world: World) {
  let refusing = false
  const { received, port, close } = await openPost({ recipient: (address) => (refusing && address === ROSA ? { code: 550, message: 'No' } : undefined) })
  onTestFinished(close)
  const calendar = itipClient(ROSA)
  return {
    refuse: (now: boolean) => void (refusing = now),
    /** What waits leaves; answers what Rosa reads, and where her calendar shows the meeting afterwards. */
    async deliver() {
      await sendAll(world, port)
      const mails = await Promise.all(received.splice(0).filter(({ to }) => to[0] === ROSA).map(readMail))
      for (const { attachments } of mails) calendar.get(attachments.at(-1)!.content.toString())
      return { mails: mails.map(({ subject }) => subject!), texts: mails.map(({ text }) => text!), shows: [...calendar.entries.values()].map(({ start, summary }) => [start, summary]) }
    },
  }
}

test('words that change while a move waits are told together: nobody reads that the hour stays', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02', '15:00', '16:30')
  await send(world, folio, { waits: true })
  wait(world)
  await edit(world, folio, { title: 'Otra mesa' })

  expect(what(await pending(world, folio))).toEqual([['change', ROSA, null], ['change', SERVIU, null]])
  await send(world, folio, { waits: true })
  const { mails, texts, shows } = await rosa.deliver()
  expect(mails).toEqual(['Cambio: Otra mesa, miércoles 2 de diciembre, 15:00'])
  expect(texts[0]).toContain('antes, martes 1 de diciembre de 2026, de 10:00 a 11:30')
  expect(texts[0]).toContain('Título: antes, Mesa técnica de suelo; ahora, Otra mesa')
  expect(texts[0]).not.toContain('siguen igual')
  expect(shows).toEqual([['2026-12-02T15:00:00', 'Otra mesa']])
  expect(await pending(world, folio)).toEqual([])
})

test('whoever never got the invitation is invited to the new hour, and reads of no change', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await move(world, folio, '2026-12-02', '15:00', '16:30')

  expect(await send(world, folio, { waits: true })).toBe('Quedan en la bandeja de salida 2 invitaciones.')
  const { mails, texts, shows } = await rosa.deliver()
  expect(mails).toEqual(['Invitación: Mesa técnica de suelo, miércoles 2 de diciembre, 15:00'])
  expect(texts[0]).not.toContain('Qué cambió')
  expect(shows).toEqual([['2026-12-02T15:00:00', 'Mesa técnica de suelo']])
})

test('mail that an administrator withdrew is offered again, says why, and arrives once', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await withdrawMail(world.as('alma'), (await rosas(world))[0]!.id)
  expect(what(await pending(world, folio))).toEqual([['invitation', ROSA, 'withdrawn']])
  const { urgent } = await world.visit(preview, 'paula', '/x', { params: { folio } })
  expect(urgent).toMatchObject([{ email: ROSA, before: 'El correo anterior se retiró.' }])

  await send(world, folio, { waits: true })
  expect(await pending(world, folio)).toEqual([])
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Invitación')], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  await rosa.deliver()
  expect((await rosas(world)).map(({ state }) => state)).toEqual(['withdrawn', 'sent'])
})

test('mail that failed is offered again; tried again instead, it is not sent twice', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  rosa.refuse(true)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  expect(what(await pending(world, folio))).toEqual([['invitation', ROSA, 'failed']])

  const [failed] = await rosas(world)
  await send(world, folio, { waits: true })
  await expect(retryMail(world.as('alma'), failed!.id)).rejects.toThrow('Solo se reintenta')
  rosa.refuse(false)
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Invitación')], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  expect(await pending(world, folio)).toEqual([])
})

test('a failed mail that waits again is nobody’s news', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  rosa.refuse(true)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await retryMail(world.as('alma'), (await rosas(world))[0]!.id)
  expect(await pending(world, folio)).toEqual([])
})

test('a change that was too late to leave is news of the meeting, if that is put off', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  await world.raw.updateTable('outbox').set({ not_after: world.clock.now.toISOString() }).where('state', '=', 'queued').execute()
  await setLateAside(world.as('system'))

  expect(what(await pending(world, folio))).toEqual([['change', ROSA, 'late'], ['change', SERVIU, 'late']])
  await move(world, folio, '2026-12-03')
  await send(world, folio, { waits: true })
  const { texts, shows } = await rosa.deliver()
  expect(texts[0]).toContain('antes, martes 1 de diciembre de 2026')
  expect(shows).toEqual([['2026-12-03T10:00:00', 'Mesa técnica de suelo']])
})

test('a cancellation that did not leave is still owed, and takes the meeting out of the calendar when it does', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  wait(world)
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true })
  await withdrawMail(world.as('alma'), (await rosas(world)).at(-1)!.id)

  expect(what(await pending(world, folio))).toEqual([['removal', ROSA, 'withdrawn']])
  wait(world)
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Ya no está')], shows: [] })
  expect(await pending(world, folio)).toEqual([])
})

test('a move taken back while its mail waits takes the mail back, and the calendar stays as it was', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  await move(world, folio, '2026-12-01')

  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null], ['recall', SERVIU, null]])
  const page = await world.visit(preview, 'paula', '/x', { params: { folio } })
  expect([page.urgent, page.recalled.map(({ email, body }) => [email, body])]).toEqual([[], [[ROSA, null], [SERVIU, null]]])
  expect(await send(world, folio, { waits: true })).toBe('2 correos que todavía no salían se retiran.')
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  expect(await pending(world, folio)).toEqual([])
})

test('taken off and put back while the farewell waits, a guest hears nothing and keeps the meeting', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true })
  await edit(world, folio, { added: [{ position_id: 'muni-13102:mayor' }] })

  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null]])
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Cambio')], shows: [['2026-12-02T10:00:00', 'Mesa técnica de suelo']] })
})

test('taken off before their invitation left, a guest gets neither', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null]])
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [] })
  expect(await pending(world, folio)).toEqual([])
})

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

test('whoever answered is asked again only once the change has left', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  expect((await read(world, folio)).asked_sequence).toBe(0)
  await leave(world)
  expect((await read(world, folio)).asked_sequence).toBe(1)
})

test('one date of a series: what failed is owed again, and what left is not', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  await seriesWith(world, { last_on: '2027-03-31', participants: [{ institution_id: 'muni-13102' }] })
  const folios = (await world.raw.selectFrom('meetings').select('folio').where('series_local', 'is not', null).orderBy('series_local').execute()).map(({ folio }) => folio)
  const rosa = await mailbox(world)
  await send(world, folios[0]!, { waits: true })
  await rosa.deliver()

  rosa.refuse(true)
  await move(world, folios[1]!, '2027-01-14')
  await send(world, folios[0]!, { waits: true })
  await rosa.deliver()
  expect((await pending(world, folios[0]!)).map(({ kind, unsent, series }) => [kind, unsent, series!.one])).toEqual([['change', 'failed', '2027-01-12T10:00']])
  rosa.refuse(false)
  await move(world, folios[2]!, '2027-02-11')
  await send(world, folios[0]!, { waits: true })
  const { texts } = await rosa.deliver()
  expect(texts[0]!.match(/- La fecha del/g)).toHaveLength(2)
  expect(await pending(world, folios[0]!)).toEqual([])
})
