/** Where answers to invitations are read, as the environment says. Sentences are for the operator, who reads them at boot. */

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
