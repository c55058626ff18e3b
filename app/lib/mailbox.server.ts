/** Reads the mailbox that invitations are answered to. The only file that imports imapflow. */

import { ImapFlow } from 'imapflow'

import { DAY_MS } from './days.ts'
import type { ImapSettings } from './imap-settings.server.ts'
import { MOST_BYTES } from './reply-mail.server.ts'
import { outsideTransaction } from './transaction.server.ts'

/** Marks what was looked at, so that people may read the mailbox too. */
const KEYWORD = 'HilvanLeido'
const MOST = 200
const DAYS = 14
const TIMEOUT = 30_000

/**
 * How often each mail failed in this process, by mailbox, so that those that fail again and again wait behind those that
 * nobody tried. Forgotten with the process: then they fail once more, and wait again.
 */
const failures = new Map<string, number>()

/**
 * Gives every mail of the last days that was not looked at to `take`, and marks it. One that `take` cannot deal with now
 * is left for the next time and keeps no other waiting; one that is too large is only marked. At most `most` at a time.
 */
export async function readMailbox({ host, port, secure, plain, auth, folder }: ImapSettings, take: (raw: Uint8Array) => Promise<unknown>, most = MOST): Promise<{ taken: number; failed: number }> {
  outsideTransaction('Mail')
  const client = new ImapFlow({
    host, port, secure, auth,
    logger: false,
    ...(secure ? {} : { doSTARTTLS: !plain }),
    connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT,
  })
  // Without a listener a connection that breaks later would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const lock = await client.getMailboxLock(folder)
    try {
      return await takeAll(client, take, most)
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function takeAll(client: ImapFlow, take: (raw: Uint8Array) => Promise<unknown>, most: number) {
  const since = new Date(Date.now() - DAYS * DAY_MS)
  // A server that keeps no keywords has one mark for everybody.
  const kept = client.mailbox ? client.mailbox.permanentFlags : undefined
  const [mark, unmarked] = kept?.has('\\*') || kept?.has(KEYWORD) ? [KEYWORD, { unKeyword: KEYWORD }] : ['\\Seen', { seen: false }]
  const found = await client.search({ ...unmarked, since }, { uid: true })
  const nameOf = (uid: number) => [client.host, client.port, client.mailbox && client.mailbox.path, client.mailbox && client.mailbox.uidValidity, uid].join(' ')
  const timesOf = (uid: number) => failures.get(nameOf(uid)) ?? 0
  let [taken, failed] = [0, 0]
  for (const uid of (found || []).toSorted((one, other) => timesOf(one) - timesOf(other) || one - other).slice(0, most)) {
    try {
      const known = await client.fetchOne(String(uid), { size: true }, { uid: true })
      const mail = known && (known.size ?? 0) <= MOST_BYTES ? await client.fetchOne(String(uid), { source: true }, { uid: true }) : undefined
      if (mail && mail.source) await take(mail.source)
      await client.messageFlagsAdd(String(uid), [mark], { uid: true })
      failures.delete(nameOf(uid))
      taken++
    } catch {
      failed++
      if (!client.usable) break
      failures.set(nameOf(uid), timesOf(uid) + 1)
    }
  }
  return { taken, failed }
}
