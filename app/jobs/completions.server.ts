import { completeAccess, completeErrand } from '#app/domain/access/commands/complete.server.ts'
import { ACCESS_TOPIC, ERRAND_TOPIC } from '#app/domain/access/mail.ts'
import { completeInvitation } from '#app/domain/invitations/commands/complete.server.ts'
import { noteTold } from '#app/domain/invitations/commands/note-told.server.ts'
import type { ClaimedMail } from '#app/domain/outbox/commands/claim.server.ts'
import { completeDigest, completeReminder } from '#app/domain/reminders/commands/complete.server.ts'
import { DIGEST_TOPIC, REMINDER_TOPIC } from '#app/domain/reminders/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Mailbox } from '#app/lib/mail-settings.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

/** `silence` is the address with which its reader stops mail of its kind. */
export type MailTexts = Pick<ClaimedMail, 'subject' | 'body' | 'html' | 'calendar_body'> & { silence?: string }

/** Answers the texts that leave, from this mailbox, or null when the mail has nothing to say any more. May run again at a later attempt. */
export type Completion = (ctx: Context, mail: ClaimedMail, from: Mailbox) => Promise<Partial<MailTexts> | null>

/**
 * What a mail still lacks when it leaves, by its topic: who organises what it invites to, and a secret that is stored only
 * as a hash, made in a transaction of its own (see ANSWER_LINK and withAnswerLink in domain/outbox/rules.ts).
 */
export const completions: Record<string, Completion> = {
  invitation: (ctx, mail, from) => completeInvitation(ctx, mail, from),
  [ACCESS_TOPIC]: (ctx, mail) => completeAccess(ctx, mail),
  [REMINDER_TOPIC]: (ctx, mail) => completeReminder(ctx, mail),
  [DIGEST_TOPIC]: (ctx, mail) => completeDigest(ctx, mail),
  [ERRAND_TOPIC]: (ctx, mail) => completeErrand(ctx, mail),
}

/** The texts that leave; null when the mail is not to leave after all. */
export async function completeMail(ctx: Context, mail: ClaimedMail, from: Mailbox, known = completions): Promise<MailTexts | null> {
  const { subject, body, html, calendar_body } = mail
  const complete = Object.hasOwn(known, mail.topic) ? known[mail.topic] : undefined
  if (!complete) return { subject, body, html, calendar_body }
  const texts = await atomically(ctx, (ctx) => complete(ctx, mail, from))
  return texts && { subject, body, html, calendar_body, ...texts }
}

/** What is written of a mail that left, in the transaction that writes that it did, by its topic. */
export const departures: Record<string, (ctx: Context, mail: ClaimedMail) => Promise<void>> = {
  invitation: (ctx, mail) => noteTold(ctx, mail),
}
