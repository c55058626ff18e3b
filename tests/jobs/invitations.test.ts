import { expect, onTestFinished, test } from 'vitest'

import { takeReply } from '#app/domain/invitations/commands/take-reply.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { NOBODY, smtpSettings } from '#app/lib/env.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { action as reply, loader as answering } from '#app/routes/invitations/answer.tsx'
import { edit, invited, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { itipClient } from '#tests/support/itip-client.ts'
import { openPost, oneAddress, readMail, sendAll, smtpAt } from '#tests/support/mail.ts'
import { hours } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { AUTHSERV, replyMail } from '#tests/support/replies.ts'
import { readInPython } from '#tests/support/parsers/python.ts'
import { call } from '#tests/support/users.ts'
import { createWorld } from '#tests/support/world.ts'

async function post() {
  const opened = await openPost()
  onTestFinished(opened.close)
  return opened
}

test('an invitation leaves as text, HTML and calendar, the calendar once more attached, with an answer page of its own', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  await send(world, folio, { waits: true })
  expect(await sendAll(world, port)).toBe(2)

  const mails = await Promise.all(received.map(readMail))
  expect(received.map(({ to }) => to)).toEqual([[ROSA], [SERVIU]])
  for (const [at, { raw }] of received.entries()) {
    const mail = mails[at]!
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(oneAddress(mail.to)!.address).toBe(at === 0 ? ROSA : SERVIU)
    expect(head).not.toContain('Auto-Submitted')

    const types = [...raw.matchAll(/^Content-Type: ([\w/-]+)/gim)].map(([, type]) => type!.toLowerCase())
    expect(types).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/calendar', 'application/ics'])
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
    const [alternative, attachment] = mail.attachments
    expect([alternative!.contentType, attachment!.filename]).toEqual(['text/calendar', 'invitacion.ics'])
    expect(alternative!.content.equals(attachment!.content)).toBe(true)
    const text = attachment!.content.toString()
    expect(text).toContain('METHOD:REQUEST\r\n')
    expect(text.replaceAll('\r\n ', '')).toContain(`RSVP=TRUE;CN="${at === 0 ? 'Rosa Sanhueza Vera' : 'SERVIU Metropolitano'}":MAILTO:${at === 0 ? ROSA : SERVIU}`)
    expect(eventsIn(text)).toMatchObject([{ uid: (await read(world, folio)).uid, organizer: 'mailto:agenda@red.example' }])
    expect(mail.html).not.toMatch(/<img|<script|<link/i)
  }

  const links = mails.map(({ text }) => /http:\/\/localhost:3000\/respuesta\/([\w.-]+)\?respuesta=si/.exec(text!)![1]!)
  expect(new Set(links).size).toBe(2)
  expect(mails[0]!.html).toContain(`/respuesta/${links[0]}?respuesta=no`)
  const token = links[0]!
  const page = await call(answering, `/respuesta/${token}`, { params: { token } })
  expect(page).toMatchObject({ data: { shown: { guest: 'Rosa Sanhueza Vera' } } })
  await call(reply, `/respuesta/${token}`, { params: { token }, form: { choice: 'si', sequence: '0' } })
  expect(await world.raw.selectFrom('participants').select('rsvp').orderBy('sort').execute()).toEqual([{ rsvp: 'accepted' }, { rsvp: 'pending' }])
})

test('what was prepared before anybody said from whom mail leaves is organised by whom it leaves from', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  await send(world, folio, { waits: true, to: [ROSA] })
  const from = { name: 'Articulación Ejecutiva de la Red de Municipalidades por la Vivienda, ñandú', email: 'agenda@red.example' }
  await sendAll(world, port, { mailer: createMailer(smtpAt(port, { from })) })
  await moveMeeting(world.as('paula'), folio, hours('2026-12-02', '10:00', '11:30'), (await read(world, folio)).version)
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true, to: [ROSA] })
  await sendAll(world, port, { mailer: createMailer(smtpAt(port, { from })) })

  const [request, cancel] = await Promise.all(received.map(async (mail) => (await readMail(mail)).attachments.at(-1)!.content.toString()))
  for (const text of [request!, cancel!]) {
    expect(text.replaceAll('\r\n ', '')).toContain(`\r\nORGANIZER;CN="${from.name}":mailto:agenda@red.example\r\n`)
    expect(text.split('\r\n').every((row) => Buffer.byteLength(row) <= 75)).toBe(true)
    expect(readInPython(text)).toMatchObject({ libical: { errors: 0, events: 1 }, icalendar: { errors: 0 } })
    expect(received.map(({ raw }) => raw).join('')).not.toContain('.invalid')
  }
  expect(eventsIn(cancel!)).toMatchObject([{ status: 'CANCELLED' }])
})

test('an invitation that nobody could answer never leaves', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  await send(world, folio, { waits: true, to: [ROSA] })
  await sendAll(world, port, { mailer: createMailer(smtpAt(port, { from: NOBODY })) })
  expect(received).toEqual([])
  expect(await world.raw.selectFrom('outbox').select(['state', 'last_error']).execute()).toEqual([{ state: 'queued', last_error: expect.stringContaining('HILVAN_MAIL_FROM') }])
  expect(() => smtpSettings({ HILVAN_SMTP_URL: 'smtp://127.0.0.1', HILVAN_MAIL_FROM: 'agenda@red.invalid' })).toThrow('HILVAN_MAIL_FROM must be')
})

test('invited, moved, taken off and cancelled, what arrived shows one event that moves and goes', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  const [rosa, serviu] = [itipClient(ROSA), itipClient(SERVIU)]
  async function deliver() {
    await send(world, folio, { waits: true })
    await sendAll(world, port)
    for (const mail of received.splice(0)) {
      const { attachments } = await readMail(mail)
      ;(mail.to[0] === ROSA ? rosa : serviu).get(attachments.at(-1)!.content.toString())
    }
    wait(world)
    return [rosa, serviu].map(({ entries }) => [...entries.values()].map(({ start }) => start))
  }
  expect(await deliver()).toEqual([['2026-12-01T10:00:00'], ['2026-12-01T10:00:00']])
  await moveMeeting(world.as('paula'), folio, hours('2026-12-02', '10:00', '11:30'), (await read(world, folio)).version)
  expect(await deliver()).toEqual([['2026-12-02T10:00:00'], ['2026-12-02T10:00:00']])
  await edit(world, folio, { removed: ['institucion:serviu-13'] })
  expect(await deliver()).toEqual([['2026-12-02T10:00:00'], []])
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  expect(await deliver()).toEqual([[], []])
})

test('whoever was taken off before the mail left is asked nothing, and a mail whose time has passed stays', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  await send(world, folio, { waits: true })
  await world.raw.updateTable('meeting_invitations').set({ withdrawn_at: world.clock.now.toISOString() }).where('email', '=', SERVIU).execute()
  await sendAll(world, port)
  expect(received.map(({ to }) => to)).toEqual([[ROSA]])
  await moveMeeting(world.as('paula'), folio, hours('2026-12-02', '10:00', '11:30'), (await read(world, folio)).version)
  await send(world, folio, { waits: true, to: [ROSA] })
  wait(world, 10 * 24 * 60)
  await sendAll(world, port)
  expect(received).toHaveLength(1)
  const states = await world.raw.selectFrom('outbox').select('state').where('recipient', '=', ROSA).orderBy('id').execute()
  expect(states).toEqual([{ state: 'sent' }, { state: 'late' }])
})

test('the reply to a mail that was received is taken by the UID that it carried', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const { received, port } = await post()
  await send(world, folio, { waits: true })
  await sendAll(world, port)
  const { attachments } = await readMail(received[0]!)
  const { uid, sequence } = eventsIn(attachments.at(-1)!.content.toString())[0]!
  expect(await takeReply(world.as('system'), replyMail({ uid: String(uid), sequence: Number(sequence), partstat: 'TENTATIVE' }), AUTHSERV)).toEqual({ kind: 'recorded' })
})
