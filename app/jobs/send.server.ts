import { claimMail, settleMail, type ClaimedMail, type Outcome } from '#app/domain/outbox/commands/claim.server.ts'
import { lacksLink, MOST_ATTEMPTS } from '#app/domain/outbox/rules.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { NOBODY } from '#app/lib/env.server.ts'
import { tellFailure } from '#app/lib/failures.server.ts'
import type { Mailer } from '#app/lib/mailer.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { completeMail, departures, type Completion, type MailTexts } from './completions.server.ts'

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
  await settle({ db, viewer: systemViewer, now: now() }, mail, outcome)
  return unreachable ? 'unreachable' : 'done'
}

/**
 * That it left and what its guest knows by it, together or not at all. Where that cannot be, a mail that left must not
 * leave again: then its guest is offered the same news once more.
 */
async function settle(ctx: Context, mail: ClaimedMail, outcome: Outcome) {
  const departed = outcome.kind === 'sent' && Object.hasOwn(departures, mail.topic) ? departures[mail.topic] : undefined
  if (!departed) return settleMail(ctx, mail, outcome)
  try {
    return await atomically(ctx, async (ctx) => {
      const settled = await settleMail(ctx, mail, outcome)
      if (settled) await departed(ctx, mail)
      return settled
    })
  } catch (error) {
    tellFailure('outbox', error)
    return settleMail(ctx, mail, outcome)
  }
}

/** Whatever goes wrong is this mail's own affair: it is written on it, and the next one leaves. */
async function attempt({ db, mailer, now, stop, completions }: Sending, mail: ClaimedMail): Promise<Outcome & { unreachable?: boolean }> {
  if (mail.not_after && mail.not_after <= now().toISOString()) return { kind: 'late' }
  // Somebody died over it again and again before saying why.
  if (mail.attempts > MOST_ATTEMPTS) return { kind: 'refused', reason: `Se intentó ${MOST_ATTEMPTS} veces sin terminar.` }
  try {
    const texts = await completeMail({ db, viewer: systemViewer, now: now() }, mail, mailer.from, completions)
    if (!texts) return { kind: 'withdrawn' }
    if (isNobodys(texts)) return { kind: 'later', reason: 'Le falta desde qué dirección sale: dígalo en HILVAN_MAIL_FROM.', unreachable: true }
    if (isUnfinished(texts)) return { kind: 'refused', reason: 'Le falta su enlace.' }
    return await mailer.send(outgoing(mail, texts), stop)
  } catch (error) {
    return { kind: 'later', reason: `No se pudo preparar (${error instanceof Error ? error.name : 'falla'}).` }
  }
}

const isUnfinished = ({ body, html, calendar_body }: MailTexts) => [body, html, calendar_body].some(lacksLink)

/** The organiser of an invitation is whoever mail leaves from; one that nobody could answer stays here. */
const isNobodys = ({ calendar_body }: MailTexts) => calendar_body?.replaceAll('\r\n ', '').includes(NOBODY.email)

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
