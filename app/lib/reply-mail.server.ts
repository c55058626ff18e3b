/** Reads a mail that answers an invitation. The only file that imports postal-mime. Everything in it was written by a stranger. */

import PostalMime, { type Email } from 'postal-mime'

import { readCalendarReply, type CalendarReply } from './ics-reply.server.ts'

export type ReplyMail = {
  message_id: string | null
  /** The one mailbox it says it is from, in lower case. */
  from: string | null
  /** A machine sent it: somebody is out of office. */
  automatic: boolean
  /** Whether our own server vouches that it comes from the domain of `from`. */
  authenticated: boolean
  /** What its calendar part says; null without one, and a sentence when it cannot be read. */
  calendar: CalendarReply | string | null
}

export const MOST_BYTES = 1024 * 1024
const MOST_CALENDAR = 64 * 1024

/** `authserv` names our own mail server in Authentication-Results. Throws when the mail is no mail. */
export async function readReplyMail(raw: Uint8Array, authserv: string): Promise<ReplyMail> {
  if (raw.byteLength > MOST_BYTES) throw new Error('a mail of more than 1 MiB')
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 20, maxHeadersSize: 128 * 1024, maxRfc822NestingDepth: 0, attachmentEncoding: 'utf8' })
  const from = senderOf(mail)
  const automatic = mail.headers.some(({ key, value }) => key === 'auto-submitted' && !/^\s*no\b/i.test(value))
  return { message_id: mail.messageId?.slice(0, 500) ?? null, from, automatic, authenticated: from !== null && isVouched(mail, from, authserv), calendar: calendarIn(mail) }
}

function senderOf(mail: Email) {
  const headers = mail.headers.filter(({ key }) => key === 'from')
  const address = mail.from?.address
  return headers.length === 1 && address ? address.toLowerCase() : null
}

/** The same answer stands in the mail as an alternative and as an attachment; two different ones are none. */
function calendarIn(mail: Email): CalendarReply | string | null {
  const texts = mail.attachments.filter(({ mimeType }) => mimeType === 'text/calendar').map(({ content }) => String(content))
  const [text] = texts
  if (text === undefined) return null
  if (texts.some((other) => other.trim() !== text.trim())) return 'trae dos calendarios distintos'
  if (text.length > MOST_CALENDAR) return 'trae un calendario demasiado grande'
  return readCalendarReply(text)
}

/**
 * RFC 8601: the first Authentication-Results of our own server says that DKIM or SPF passed for the domain of From or one
 * above it. What a stranger wrote lower down, with whatever name, does not count; our server removes its own name there.
 */
function isVouched(mail: Email, from: string, authserv: string) {
  const ours = mail.headers.filter(({ key }) => key === 'authentication-results').map(({ value }) => partsOf(value)).find(([id]) => id?.split(/\s+/)[0] === authserv.toLowerCase())
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return (ours ?? []).slice(1).some((result) => {
    const [verdict, ...properties] = result.split(/\s+/)
    const property = (name: string) => properties.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
    const signer = verdict === 'dkim=pass' ? (property('header.d') ?? property('header.i')) : verdict === 'spf=pass' ? property('smtp.mailfrom') : undefined
    return signer !== undefined && isAligned(signer.slice(signer.lastIndexOf('@') + 1), domain)
  })
}

const isAligned = (signer: string, domain: string) => signer.includes('.') && (domain === signer || domain.endsWith(`.${signer}`))

/** The results of the header in lower case, without comments and quoted words, where anybody may have written anything. */
function partsOf(value: string): string[] {
  let plain = ''
  let depth = 0
  let quoted = false
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!
    if (sign === '\\') at++
    else if (quoted) quoted = sign !== '"'
    else if (sign === '(') depth++
    else if (sign === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0 && sign === '"') quoted = true
    else if (depth === 0) plain += sign
  }
  return plain.toLowerCase().split(';').map((part) => part.trim())
}
