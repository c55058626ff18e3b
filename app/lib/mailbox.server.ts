/** Reads the mailbox that invitations are answered to. The only file that imports imapflow. */

import { ImapFlow } from 'imapflow'

import type { ImapSettings } from './imap-settings.server.ts'
import { MOST_BYTES } from './reply-mail.server.ts'
import { outsideTransaction } from './transaction.server.ts'

/** Marks what was looked at, so that people may read the mailbox too. */
const KEYWORD = 'HilvanLeido'
const MOST = 200
const DAYS = 14
const DAY_MS = 86_400_000
const TIMEOUT = 30_000

/**
 * Gives every mail of the last days that was not looked at to `take`, and marks it. One that `take` cannot deal with now
 * is left for the next time and keeps no other waiting; one that is too large is only marked.
 */
export async function readMailbox({ host, port, secure, plain, auth, folder }: ImapSettings, take: (raw: Uint8Array) => Promise<unknown>): Promise<{ taken: number; failed: number }> {
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
      return await takeAll(client, take)
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function takeAll(client: ImapFlow, take: (raw: Uint8Array) => Promise<unknown>) {
  const since = new Date(Date.now() - DAYS * DAY_MS)
  // A server that keeps no keywords has one mark for everybody.
  const kept = client.mailbox ? client.mailbox.permanentFlags : undefined
  const [mark, unmarked] = kept?.has('\\*') || kept?.has(KEYWORD) ? [KEYWORD, { unKeyword: KEYWORD }] : ['\\Seen', { seen: false }]
  const found = await client.search({ ...unmarked, since }, { uid: true })
  let [taken, failed] = [0, 0]
  for (const uid of (found || []).slice(0, MOST)) {
    try {
      const known = await client.fetchOne(String(uid), { size: true }, { uid: true })
      const mail = known && (known.size ?? 0) <= MOST_BYTES ? await client.fetchOne(String(uid), { source: true }, { uid: true }) : undefined
      if (mail && mail.source) await take(mail.source)
      await client.messageFlagsAdd(String(uid), [mark], { uid: true })
      taken++
    } catch {
      failed++
      if (!client.usable) break
    }
  }
  return { taken, failed }
}
