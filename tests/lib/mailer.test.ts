import { createServer, type AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { createMailer, type OutgoingMail } from '#app/lib/mailer.server.ts'
import { isMailAddress, readMailbox } from '#app/lib/mail-settings.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { oneAddress, openPost, readMail, smtpAt } from '#tests/support/mail.ts'
import { createWorld } from '#tests/support/world.ts'

const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'SUMMARY:Mesa de Ñuñoa con una línea larga que alguien', '  dobló', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

const mailTo = (given: Partial<OutgoingMail> = {}): OutgoingMail => ({
  message_id: '0193-7@agenda.hilvan', to: { name: 'Rosa Sanhueza', email: 'rosa@cerrillos.example' }, subject: 'Acta de «Mesa de suelo» en Ñuñoa',
  text: 'Buenos días, Rosa:\n\nEsto se acordó.', html: null, calendar: null, automatic: false, ...given,
})

async function post(behaviour: Parameters<typeof openPost>[0] = {}) {
  const opened = await openPost(behaviour)
  onTestFinished(opened.close)
  return opened
}

test('a mail has one recipient, our name, its Message-ID and what was written', async () => {
  const { received, port } = await post()
  expect(await createMailer(smtpAt(port)).send(mailTo())).toEqual({ kind: 'sent' })

  const mail = await readMail(received[0]!)
  expect(received[0]).toMatchObject({ from: 'agenda@red.example', to: ['rosa@cerrillos.example'] })
  expect(oneAddress(mail.from)).toMatchObject({ name: 'Hilván', address: 'agenda@red.example' })
  expect(oneAddress(mail.to)).toMatchObject({ name: 'Rosa Sanhueza', address: 'rosa@cerrillos.example' })
  expect(mail).toMatchObject({ messageId: '<0193-7@agenda.hilvan>', subject: 'Acta de «Mesa de suelo» en Ñuñoa' })
  expect(mail.text?.trim()).toBe('Buenos días, Rosa:\n\nEsto se acordó.')
  expect(mail.headers.has('auto-submitted')).toBe(false)
  expect(mail.attachments).toEqual([])
})

test('an invitation carries the calendar as its last alternative, with its method, and the same bytes attached', async () => {
  const { received, port } = await post()
  await createMailer(smtpAt(port, { reply_to: { name: 'Red', email: 'red@red.example' } })).send(mailTo({ html: '<p>Buenos días</p>', calendar: { method: 'REQUEST', content: calendar } }))

  const parts = [...received[0]!.raw.matchAll(/^Content-Type: ([^\r\n]+(?:\r\n[ \t][^\r\n]+)*)/gm)].map(([, type]) => type!.replace(/\s+/g, ' '))
  expect(parts.map((type) => type.split(';')[0])).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/calendar', 'application/ics'])
  expect(parts[4]).toBe('text/calendar; charset=utf-8; method=REQUEST')
  const mail = await readMail(received[0]!)
  expect(mail.attachments.map(({ contentType, content }) => [contentType, content.toString()])).toEqual([['text/calendar', calendar], ['application/ics', calendar]])
  expect(mail.attachments[1]?.filename).toBe('invitacion.ics')
  // Answers go to the organiser.
  expect(mail.replyTo).toBeUndefined()
})

test('mail that nobody wrote says so, and answers to a letter go where the installation wants them', async () => {
  const { received, port } = await post()
  await createMailer(smtpAt(port, { reply_to: { name: 'Red', email: 'red@red.example' } })).send(mailTo({ automatic: true }))

  const mail = await readMail(received[0]!)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(oneAddress(mail.replyTo)).toMatchObject({ address: 'red@red.example' })
})

test('nothing that somebody wrote becomes a header, a recipient or an attachment', async () => {
  const { received, port } = await post()
  const evil = 'Hola\r\nBcc: otro@malo.example\u2028X-Evil: 1\u0000'
  await createMailer(smtpAt(port)).send(mailTo({ subject: evil, text: evil, to: { name: 'Rosa" <otro@malo.example>,\r\nCc: otro@malo.example', email: 'rosa@cerrillos.example' } }))

  const mail = await readMail(received[0]!)
  expect(received[0]!.to).toEqual(['rosa@cerrillos.example'])
  expect([...mail.headers.keys()].toSorted()).toEqual(['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'])
  expect([mail.to].flat().flatMap((one) => one!.value).map(({ address }) => address)).toEqual(['rosa@cerrillos.example'])
})

test('an address that is not exactly one is refused before anything is said to the server', async () => {
  const { received, port } = await post()
  const mailer = createMailer(smtpAt(port))
  const wrong = [
    'a@b.example, c@d.example', 'a@b.example\r\nRCPT TO:<c@d.example>', '<a@b.example>', 'Ana <a@b.example>', '"a b"@b.example', 'a@b', 'a@@b.example', '@b.example',
    'a@b.example ', 'a@[127.0.0.1]', 'a(c)@b.example', 'xclow3n@gmail.com x@internal.domain', '"xclow3n@gmail.com x"@internal.domain', '', 'a..b@b.example', `${'a'.repeat(250)}@b.example`,
  ]
  for (const email of wrong) expect([email, (await mailer.send(mailTo({ to: { name: null, email } }))).kind]).toEqual([email, 'refused'])
  expect(received).toEqual([])
  expect(['o.higgins+vivienda@muni-cerrillos.example', 'a_b@sub.red.example'].every(isMailAddress)).toBe(true)
})

test('a sender is one mailbox, with or without a name', () => {
  expect(readMailbox('Hilván <agenda@red.example>')).toEqual({ name: 'Hilván', email: 'agenda@red.example' })
  expect(readMailbox('agenda@red.example')).toEqual({ name: 'Hilván', email: 'agenda@red.example' })
  for (const wrong of ['Hilván', 'a@red.example, b@red.example', 'Hil\nván <agenda@red.example>', '<agenda@red.example> x', 'x <agenda@red>']) expect(readMailbox(wrong)).toBeUndefined()
})

test('mail is refused inside a transaction', async () => {
  const { as } = await createWorld()
  await expect(atomically(as('paula'), () => createMailer(smtpAt(1)).send(mailTo()))).rejects.toThrow('Mail inside a transaction')
})

test('what a server answers says whether to give up, to try later, or that no mail would fare better', async () => {
  const saying = async (behaviour: Parameters<typeof openPost>[0]) => createMailer(smtpAt((await post(behaviour)).port)).send(mailTo())
  expect(await saying({ recipient: () => ({ code: 550, message: 'No such user' }) })).toEqual({ kind: 'refused', reason: 'El servidor lo rechazó. Dijo: 550 No such user' })
  expect(await saying({ message: () => ({ code: 554, message: 'Spam' }) })).toMatchObject({ kind: 'refused' })
  expect(await saying({ recipient: () => ({ code: 451, message: 'Greylisted' }) })).toMatchObject({ kind: 'later', unreachable: false })
  expect(await saying({ message: () => ({ code: 452, message: 'Full' }) })).toMatchObject({ kind: 'later', unreachable: false })
  expect(await saying({ message: (_, cut) => void cut() })).toMatchObject({ kind: 'later', unreachable: true })
  expect(await saying({ onConnect: (_session, done) => done(Object.assign(new Error('Go away'), { responseCode: 554 })) })).toMatchObject({ kind: 'later', unreachable: true })
  const { port } = await post({ authOptional: false, onAuth: (_auth, _session, done) => done(new Error('no')) })
  expect(await createMailer(smtpAt(port, { auth: { user: 'x', pass: 'y' } })).send(mailTo())).toMatchObject({ kind: 'later', reason: expect.stringContaining('la clave'), unreachable: true })
})

test('mails leave one after the other through one connection, and through another when it was cut', async () => {
  let connections = 0
  const { received, port, hangUp } = await post({ onConnect: (_session, done) => (connections++, done()) })
  const mailer = createMailer(smtpAt(port))
  onTestFinished(mailer.close)
  for (let at = 0; at < 5; at++) expect(await mailer.send(mailTo())).toEqual({ kind: 'sent' })
  expect(connections).toBe(1)

  hangUp()
  expect(await mailer.send(mailTo())).toEqual({ kind: 'sent' })
  expect([connections, received.length]).toEqual([2, 6])
})

test('a connection cut after the whole message was said is one attempt, and nobody knows whether it was taken', async () => {
  let said = 0
  const { port } = await post({ message: (_, cut) => void (said++, cut()) })
  const mailer = createMailer(smtpAt(port))
  onTestFinished(mailer.close)
  expect(await mailer.send(mailTo())).toMatchObject({ kind: 'later', reason: 'Se cortó la conexión con el servidor de correo.' })
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(said).toBe(1)
})

test('nobody at the other end, or somebody who never answers, is told apart from the mail', async () => {
  const closed = await openPost()
  await closed.close()
  expect(await createMailer(smtpAt(closed.port)).send(mailTo())).toMatchObject({ kind: 'later', reason: 'No se pudo conectar con el servidor de correo.', unreachable: true })

  const deaf = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void deaf.close())
  await new Promise((resolve) => deaf.once('listening', resolve))
  const stop = AbortSignal.timeout(300)
  expect(await createMailer(smtpAt((deaf.address() as AddressInfo).port)).send(mailTo(), stop)).toMatchObject({ kind: 'later', reason: 'El servidor de correo tardó demasiado.', unreachable: true })
})

test('a password and a letter never travel in the open but on this machine', async () => {
  const { received, port } = await post()
  expect(await createMailer(smtpAt(port, { plain: false })).send(mailTo())).toMatchObject({ kind: 'later', unreachable: true })
  expect(received).toEqual([])
})
