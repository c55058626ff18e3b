import { expect, test } from 'vitest'

import { readReplies } from '#app/jobs/replies.server.ts'
import { readSettings } from '#app/lib/env.server.ts'
import { imapSettings } from '#app/lib/imap-settings.server.ts'
import { readMailbox } from '#app/lib/mailbox.server.ts'
import { hasImapServer, startImapServer } from '#tests/support/imap.ts'
import { invited, read, send, SERVIU } from '#tests/support/invitations.ts'
import { AUTHSERV, replyMail } from '#tests/support/replies.ts'
import { createWorld } from '#tests/support/world.ts'

const SLOW = { timeout: 200_000 }

test.skipIf(!hasImapServer())('answers are taken from a real mailbox once; a bad mail and a failing one stop nobody', SLOW, async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  const { uid } = await read(world, folio)
  const server = await startImapServer()
  const settings = imapSettings({ HILVAN_IMAP_URL: server.url, HILVAN_IMAP_AUTHSERV: AUTHSERV })!
  server.deliver(Buffer.from('esto no es un correo'))
  server.deliver(Buffer.alloc(2 * 1024 * 1024, 'ñ'))
  server.deliver(replyMail({ uid }))
  server.deliver(replyMail({ uid, from: SERVIU, partstat: 'DECLINED', message_id: '<2@serviu.example>', results: `${AUTHSERV}; spf=pass smtp.mailfrom=serviu.example` }))

  const ctx = world.as('system')
  let fails = true
  const first = await readMailbox(settings, async (raw) => {
    if (fails && Buffer.from(raw).includes('DECLINED')) throw new Error('the database is away')
  })
  expect(first).toEqual({ taken: 3, failed: 1 })
  fails = false
  expect(await readReplies(ctx, settings)).toEqual({ taken: 1, failed: 0 })
  expect(await readReplies(ctx, settings)).toEqual({ taken: 0, failed: 0 })
  expect(await world.raw.selectFrom('participants').select('rsvp').orderBy('sort').execute()).toEqual([{ rsvp: 'pending' }, { rsvp: 'declined' }])
  server.deliver(replyMail({ uid }))
  expect(await readReplies(ctx, settings)).toEqual({ taken: 1, failed: 0 })
  expect(await world.raw.selectFrom('participants').select('rsvp').orderBy('sort').execute()).toEqual([{ rsvp: 'accepted' }, { rsvp: 'declined' }])
  // Marked with a keyword of ours, and still unread for people.
  expect(server.flags().every((name) => /:2,[a-z]+$/.test(name))).toBe(true)
})

test.skipIf(!hasImapServer())('mails that fail again and again wait behind those that nobody tried, and are taken when they can be', SLOW, async () => {
  const server = await startImapServer()
  const settings = imapSettings({ HILVAN_IMAP_URL: server.url, HILVAN_IMAP_AUTHSERV: AUTHSERV })!
  for (const name of ['rota 1', 'rota 2', 'rota 3', 'buena 1']) server.deliver(Buffer.from(`Subject: ${name}\r\n\r\nHola\r\n`))
  const seen: string[] = []
  let fails = true
  const read = () => readMailbox(settings, async (raw) => {
    const subject = /Subject: (.*)\r/.exec(Buffer.from(raw).toString())![1]!
    if (fails && subject.startsWith('rota')) throw new Error('the database is away')
    seen.push(subject)
  }, 3)
  expect(await read()).toEqual({ taken: 0, failed: 3 })
  expect(await read()).toEqual({ taken: 1, failed: 2 })
  server.deliver(Buffer.from('Subject: buena 2\r\n\r\nHola\r\n'))
  await read()
  expect(seen).toEqual(['buena 1', 'buena 2'])
  fails = false
  expect(await read()).toEqual({ taken: 3, failed: 0 })
  expect(seen.toSorted()).toEqual(['buena 1', 'buena 2', 'rota 1', 'rota 2', 'rota 3'])
  expect(await read()).toEqual({ taken: 0, failed: 0 })
})

test('the mailbox is looked at only where the installation says so, and its settings are a sentence when they are wrong', async () => {
  const world = await createWorld()
  expect(imapSettings({})).toBeUndefined()
  expect(await readReplies(world.as('system'), imapSettings({}))).toBeUndefined()
  expect(imapSettings({ HILVAN_IMAP_URL: 'imaps://agenda%40red.cl:cla%25ve@mail.red.cl', HILVAN_IMAP_AUTHSERV: 'mail.red.cl' })).toEqual({
    host: 'mail.red.cl', port: 993, secure: true, plain: false, auth: { user: 'agenda@red.cl', pass: 'cla%ve' }, folder: 'INBOX', authserv: 'mail.red.cl',
  })
  expect(() => imapSettings({ HILVAN_IMAP_URL: 'https://mail.red.cl', HILVAN_IMAP_AUTHSERV: 'x' })).toThrow('HILVAN_IMAP_URL must be')
  expect(() => imapSettings({ HILVAN_IMAP_URL: 'imaps://a:b@mail.red.cl' })).toThrow('HILVAN_IMAP_AUTHSERV must say')
  expect(() => readSettings({ NODE_ENV: 'production', HILVAN_IMAP_URL: 'x' })).toThrow('HILVAN_IMAP_URL must be')
})
