import { claimMail, settleMail, type ClaimedMail, type Outcome } from '#app/domain/outbox/commands/claim.server.ts'
import { lacksLink, MOST_ATTEMPTS } from '#app/domain/outbox/rules.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import type { Mailer } from '#app/lib/mailer.server.ts'

import { completeMail, type Completion, type MailTexts } from './completions.server.ts'

export type Sending = {
  db: Context['db']
  mailer: Mailer
  /** A name that no other worker has. */
  worker: string
  now: () => Date
  /** Ends the attempt under way. */
  stop?: AbortSignal
  completions?: Record<string, Completion>
}

/** What one look at the outbox found. After `unreachable` it is no use to try another mail at once. */
export type Sent = 'nothing' | 'done' | 'unreachable'

/** Takes the next mail, sends it outside any transaction, and writes what became of it. */
export async function sendNext(sending: Sending): Promise<Sent> {
  const { db, worker, now } = sending
  const mail = await claimMail({ db, now: now() }, worker)
  if (!mail) return 'nothing'
  const { unreachable, ...outcome } = await attempt(sending, mail)
  await settleMail({ db, now: now() }, mail, outcome)
  return unreachable ? 'unreachable' : 'done'
}

/** Whatever goes wrong is this mail's own affair: it is written on it, and the next one leaves. */
async function attempt({ db, mailer, now, stop, completions }: Sending, mail: ClaimedMail): Promise<Outcome & { unreachable?: boolean }> {
  if (mail.not_after && mail.not_after <= now().toISOString()) return { kind: 'late' }
  // Somebody died over it again and again before saying why.
  if (mail.attempts > MOST_ATTEMPTS) return { kind: 'refused', reason: `Se intentó ${MOST_ATTEMPTS} veces sin terminar.` }
  try {
    const texts = await completeMail({ db, viewer: systemViewer, now: now() }, mail, completions)
    if (!texts) return { kind: 'withdrawn' }
    if (isUnfinished(texts)) return { kind: 'refused', reason: 'Le falta su enlace.' }
    return await mailer.send(outgoing(mail, texts), stop)
  } catch (error) {
    return { kind: 'later', reason: `No se pudo preparar (${error instanceof Error ? error.name : 'falla'}).` }
  }
}

const isUnfinished = ({ body, html, calendar_body }: MailTexts) => [body, html, calendar_body].some(lacksLink)

const outgoing = (mail: ClaimedMail, { subject, body, html, calendar_body, silence }: MailTexts) => ({
  message_id: mail.message_id,
  to: { name: mail.recipient_name, email: mail.recipient },
  subject,
  text: body,
  html,
  calendar: mail.calendar_method && calendar_body ? { method: mail.calendar_method, content: calendar_body } : null,
  automatic: mail.created_by === systemViewer.id,
  unsubscribe: silence,
})
