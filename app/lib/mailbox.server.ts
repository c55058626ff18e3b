/** Reads the mailbox that invitations are answered to. The only file that imports imapflow. */

import { ImapFlow } from 'imapflow'

import { MOST_BYTES } from './reply-mail.server.ts'
import { outsideTransaction } from './transaction.server.ts'

export type ImapSettings = {
  host: string
  port: number
  secure: boolean
  /** Whether the connection may stay unencrypted: to this machine. */
  plain: boolean
  auth: { user: string; pass: string }
  folder: string
  /** How our own mail server calls itself in Authentication-Results. */
  authserv: string
}

type Environment = Record<string, string | undefined>

/** Off unless HILVAN_IMAP_URL says where. Throws a sentence for the operator. */
export function imapSettings({ HILVAN_IMAP_URL, HILVAN_IMAP_AUTHSERV }: Environment = process.env): ImapSettings | undefined {
  if (!HILVAN_IMAP_URL) return undefined
  const url = URL.canParse(HILVAN_IMAP_URL) ? new URL(HILVAN_IMAP_URL) : undefined
  if (!url || !['imap:', 'imaps:'].includes(url.protocol) || !url.hostname || !url.username) {
    throw new Error('HILVAN_IMAP_URL must be imaps://user:password@host:993/INBOX.')
  }
  if (!HILVAN_IMAP_AUTHSERV) throw new Error('HILVAN_IMAP_AUTHSERV must say how the mail server names itself in Authentication-Results.')
  const secure = url.protocol === 'imaps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    host, secure,
    port: Number(url.port) || (secure ? 993 : 143),
    plain: host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    authserv: HILVAN_IMAP_AUTHSERV,
  }
}

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
