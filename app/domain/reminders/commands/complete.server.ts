import { mintMailboxLink } from '#app/domain/access/commands/mailbox.server.ts'
import { mintAccessLink } from '#app/domain/access/commands/mint.server.ts'
import { SILENCE_LINK } from '#app/domain/outbox/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { answerable, digestMail, reminderMail, type Reminder } from '../mail.ts'
import { readDigest, type DigestFacts } from '../queries/digest.server.ts'
import { readReminder, type LetterFacts } from '../queries/letter.server.ts'
import { addressKey } from '../rules.ts'
import type { SilenceTopic } from '../terms.ts'
import { mintSilenceLink } from './mint-silence.server.ts'

type Leaving = { recipient: string; payload: string | null }
type Texts = { subject: string; body: string; html: string | null; silence: string }

/** The words of a reminder as things stand when it leaves, with its links; null when nothing is left to say, or to whom. */
export async function completeReminder(ctx: Context, { recipient, payload }: Leaving): Promise<Texts | null> {
  const facts = JSON.parse(payload ?? '{}') as LetterFacts
  const reminder = await readReminder(ctx, recipient, facts)
  if (!reminder) return null
  const ways = reminder.shared ? { each: await linksToAnswer(ctx, recipient, facts, reminder) } : { all: await linkOf(ctx, reminder, facts) }
  // Somebody's own address, and their post is another's by now.
  if (!reminder.shared && !ways.all && facts.tenure_id) return null
  const topics: SilenceTopic[] = [...(reminder.reminded.length > 0 ? ['reminder' as const] : []), ...(reminder.weekly ? ['weekly' as const] : [])]
  return withSilence(ctx, { recipient, topics, ...reminderMail(reminder, ways) })
}

/** At an address that many read there is no link of the post: one for each commitment, in the name of the mailbox. */
async function linksToAnswer(ctx: Context, recipient: string, { institution_id }: LetterFacts, reminder: Reminder) {
  const links = new Map<string, string>()
  const institution = { id: institution_id, short_name: reminder.institution }
  for (const { id } of answerable(reminder)) {
    const address = await mintMailboxLink(ctx, { commitment_id: id, institution, position_ids: reminder.position_ids, mailbox: addressKey(recipient) })
    if (address) links.set(id, address)
  }
  return links
}

/** Of the first of the posts that somebody holds. */
async function linkOf(ctx: Context, { position_ids }: Reminder, { tenure_id }: LetterFacts) {
  for (const position_id of position_ids) {
    const link = await mintAccessLink(ctx, { position_id, ...(tenure_id ? { tenure_id } : {}) })
    if (link) return link.address
  }
  return null
}

/** The digest of whoever coordinates as things stand when it leaves; null when nothing is left to say. */
export async function completeDigest(ctx: Context, { recipient, payload }: Leaving): Promise<Texts | null> {
  const digest = await readDigest(ctx, JSON.parse(payload ?? '{}') as DigestFacts)
  return digest && withSilence(ctx, { recipient, topics: ['daily'], ...digestMail(digest) })
}

type Written = { recipient: string; topics: SilenceTopic[]; subject: string; body: string; html: string | null }

async function withSilence(ctx: Context, { recipient, topics, subject, body, html }: Written): Promise<Texts> {
  const silence = await mintSilenceLink(ctx, recipient, topics)
  return { subject, body: body.replaceAll(SILENCE_LINK, silence), html: html?.replaceAll(SILENCE_LINK, silence) ?? null, silence }
}
