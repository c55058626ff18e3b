/** Hands mail to an SMTP server. The only file that imports nodemailer, whose guesses are all taken from it here. */

import { createTransport } from 'nodemailer'

import { line } from './ics/text.server.ts'
import { isMailAddress, type Mailbox, type SmtpSettings } from './mail-settings.server.ts'
import { outsideTransaction } from './transaction.server.ts'

export type OutgoingMail = {
  /** Without angle brackets; the same one at every attempt. */
  message_id: string
  to: { name: string | null; email: string }
  subject: string
  text: string
  html: string | null
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null
  /** Nobody wrote it: programs that answer for people on holiday leave it alone. */
  automatic: boolean
  /** An address that stops mail of this kind when it is opened, or called as RFC 8058 says. */
  unsubscribe?: string
}

/**
 * `refused`: this mail will never be taken. `later`: try again; `unreachable` when it was not this mail's fault, `perhaps_left`
 * when the server had it in hand and nobody knows whether it took it.
 */
export type Delivery = { kind: 'sent' } | { kind: 'refused'; reason: string } | { kind: 'later'; reason: string; unreachable: boolean; perhaps_left: boolean }

export type Mailer = {
  /** From whom everything leaves. */
  from: Mailbox
  send(mail: OutgoingMail, stop?: AbortSignal): Promise<Delivery>
  /** Speaks with the server, up to the password; throws what is wrong. */
  check(): Promise<void>
  /** Ends the connection that was kept for the next mail. */
  close(): void
}

/** No attempt lasts longer (ms), however slowly a server answers. */
export const DEADLINE_MS = 100_000

export function createMailer({ host, port, secure, plain, auth, from, reply_to }: SmtpSettings): Mailer {
  const transport = createTransport({
    // One connection, kept: opening one costs more than a mail. Only a mail of which nothing was said yet changes to another.
    pool: true,
    maxConnections: 1,
    maxRequeues: 1,
    idleTimeout: 30_000,
    host,
    port,
    secure,
    auth,
    requireTLS: !secure && !plain,
    ignoreTLS: !secure && plain,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  /** Messages that a connection began to read for a server. */
  const handed = new Set<string>()
  transport.use('stream', ({ message, data: { messageId } }, done) => {
    message.processFunc((input) => {
      handed.add(messageId ?? '')
      return input
    })
    done()
  })
  return {
    from,
    async send(mail, stop) {
      outsideTransaction('Mail')
      if (!isMailAddress(mail.to.email)) return { kind: 'refused', reason: 'La dirección no es válida.' }
      const message = messageOf(mail, from, reply_to)
      const signal = AbortSignal.any([AbortSignal.timeout(DEADLINE_MS), ...(stop ? [stop] : [])])
      try {
        await transport.sendMail({ ...message, signal })
        return { kind: 'sent' }
      } catch (error) {
        return deliveryAfter(error, handed.has(message.messageId))
      } finally {
        handed.delete(message.messageId)
      }
    },
    async check() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/**
 * One recipient, by name and in the envelope. Invitations and minutes are a person's act and leave as ordinary mail: some
 * servers do not offer to answer an invitation that says a machine made it.
 */
function messageOf({ message_id, to, subject, text, html, calendar, automatic, unsubscribe }: OutgoingMail, from: Mailbox, reply_to: Mailbox | undefined) {
  return {
    messageId: `<${message_id}>`,
    from: addressed(from),
    to: addressed(to),
    // Answers to an invitation go to its organiser, whom the calendar names.
    ...(reply_to && !calendar ? { replyTo: addressed(reply_to) } : {}),
    envelope: { from: from.email, to: [to.email] },
    subject: line(subject) || 'Sin asunto',
    text,
    ...(html ? { html } : {}),
    ...(calendar ? { icalEvent: { method: calendar.method, filename: 'invitacion.ics', content: Buffer.from(calendar.content) } } : {}),
    headers: {
      ...(automatic ? { 'Auto-Submitted': 'auto-generated' } : {}),
      ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
  }
}

const addressed = ({ name, email }: { name: string | null; email: string }) => ({ name: line(name ?? '', 100).replace(/[<>"\\]/g, ''), address: email })

/**
 * What a failure means for the mail. A server that answers 5xx to the recipient or to the message has refused it; when it
 * does not know us (a greeting, a password, a sender it does not take) no other mail would fare better.
 */
function deliveryAfter(error: unknown, wasHanded: boolean): Delivery {
  const { code, command, responseCode, response } = failureOf(error)
  const said = response ? ` Dijo: ${line(response, 200)}` : ''
  const about = command === 'RCPT TO' || command === 'DATA' || responseCode === 552
  if (about && responseCode >= 500) return { kind: 'refused', reason: `El servidor lo rechazó.${said}` }
  if (code === 'EMESSAGE' && !responseCode) return { kind: 'refused', reason: 'El servidor no acepta un mensaje de ese tamaño.' }
  if (about && responseCode >= 400) return { kind: 'later', reason: `El servidor pidió intentarlo más tarde.${said}`, unreachable: false, perhaps_left: false }
  return { kind: 'later', reason: `${reasons[code] ?? 'No se pudo entregar al servidor de correo.'}${said}`, unreachable: true, perhaps_left: wasHanded && responseCode === 0 }
}

const reasons: Record<string, string> = {
  EAUTH: 'El servidor de correo no aceptó el usuario o la clave.',
  ETLS: 'El servidor de correo no ofrece una conexión cifrada que sirva.',
  EDNS: 'No se encuentra el servidor de correo.',
  ECONNECTION: 'Se cortó la conexión con el servidor de correo.',
  ESOCKET: 'No se pudo conectar con el servidor de correo.',
  ETIMEDOUT: 'El servidor de correo tardó demasiado.',
  EABORT: 'El servidor de correo tardó demasiado.',
  EENVELOPE: 'El servidor de correo no acepta el remitente.',
}

function failureOf(error: unknown) {
  const { code, command, responseCode, response } = (error ?? {}) as Record<string, unknown>
  return {
    code: String(code ?? ''),
    command: String(command ?? ''),
    responseCode: Number(responseCode ?? 0),
    response: typeof response === 'string' ? response : '',
  }
}
