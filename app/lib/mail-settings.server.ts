/** How mail leaves, as the environment says. Sentences are for the operator, who reads them at boot. */

type Environment = Record<string, string | undefined>

export type Mailbox = { name: string; email: string }

export type SmtpSettings = {
  host: string
  port: number
  /** TLS from the first byte (smtps). */
  secure: boolean
  /** Whether the connection may stay unencrypted: to this machine, or where the operator says so. */
  plain: boolean
  auth: { user: string; pass: string } | undefined
  from: Mailbox
  reply_to: Mailbox | undefined
}

const ADDRESS = /^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+$/
const NAMED = /^([^<>"\\,;:@\p{Cc}]{1,80}) <([^<> ]{3,254})>$/u

/** Whether an address is one that mail can be sent to, and nothing else: no list, no name, no comment, no line break. */
export const isMailAddress = (text: string) => text.length <= 254 && ADDRESS.test(text) && !/^\.|\.\.|\.@|@-/.test(text)

/** Whether no mail can ever reach it (RFC 2606). */
const isNowhere = ({ email }: Pick<Mailbox, 'email'>) => email.toLowerCase().endsWith('.invalid')

/** «Hilván <agenda@red.cl>» or «agenda@red.cl»; undefined when it is neither. */
export function readMailbox(text: string): Mailbox | undefined {
  const [, name, named] = NAMED.exec(text) ?? []
  const email = named ?? text
  return isMailAddress(email) ? { name: name?.trim() ?? 'Hilván', email } : undefined
}

/**
 * Nobody reads it: until the installation says from whom mail leaves, none does. Stands in prepared invitations for their
 * organiser, who is written when they leave.
 */
export const NOBODY: Mailbox = { name: 'Hilván', email: 'agenda@hilvan.invalid' }

/** From whom mail leaves, and who organises what people are invited to. */
export function mailFrom(environment: Environment = process.env): Mailbox {
  return environment.HILVAN_MAIL_FROM ? mailboxIn(environment, 'HILVAN_MAIL_FROM') : NOBODY
}

/** The server that takes our mail; undefined when the installation has none, and mail waits. Throws a sentence. */
export function smtpSettings(environment: Environment = process.env): SmtpSettings | undefined {
  const { HILVAN_SMTP_URL, HILVAN_MAIL_FROM, HILVAN_MAIL_REPLY_TO, HILVAN_SMTP_PLAIN = '0' } = environment
  const from = mailFrom(environment)
  const reply_to = HILVAN_MAIL_REPLY_TO ? mailboxIn(environment, 'HILVAN_MAIL_REPLY_TO') : undefined
  if (!['0', '1'].includes(HILVAN_SMTP_PLAIN)) throw new Error('HILVAN_SMTP_PLAIN must be 0 or 1.')
  if (!HILVAN_SMTP_URL) return undefined
  if (!HILVAN_MAIL_FROM) throw new Error('HILVAN_MAIL_FROM must say from whom mail leaves, such as «Hilván <agenda@red.cl>».')
  if (isNowhere(from)) throw new Error('HILVAN_MAIL_FROM must be a mailbox that can be answered to, not one of «.invalid».')
  const { loopback, ...server } = readServer(HILVAN_SMTP_URL)
  return { ...server, plain: loopback || HILVAN_SMTP_PLAIN === '1', from, reply_to }
}

function readServer(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const known = url && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname && ['', '/'].includes(url.pathname) && !url.search && !url.hash
  if (!known) throw new Error('HILVAN_SMTP_URL must be smtp://user:password@host:587 or smtps://user:password@host:465.')
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    loopback: host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host),
    auth: url.username ? { user: decoded(url.username), pass: decoded(url.password) } : undefined,
  }
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('HILVAN_SMTP_URL has a «%» in its user or password that must be written %25.')
  }
}

function mailboxIn(environment: Environment, name: string): Mailbox {
  const mailbox = readMailbox(environment[name] ?? '')
  if (!mailbox) throw new Error(`${name} must be one mailbox, such as «Hilván <agenda@red.cl>».`)
  return mailbox
}
