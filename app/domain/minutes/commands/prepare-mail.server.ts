import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'

import { mailOf, MINUTES_TOPIC } from '../mail.ts'
import { listRecipients } from '../queries/recipients.server.ts'
import { concernedBy, type MinutesContent } from '../rules/content.ts'

/**
 * Leaves in the outbox one mail for each chosen institution with an address: the common text and its own commitments.
 * The key names minutes, version and institution, so that nothing leaves twice.
 */
export async function prepareMail(ctx: Context, meeting_id: string, content: MinutesContent, recipient_ids: string[]) {
  const meeting = found(await findMeeting(ctx, meeting_id))
  for (const { institution_id, email, to, name } of await listRecipients(ctx, meeting, concernedBy(content))) {
    if (!email || !recipient_ids.includes(institution_id)) continue
    const mail = mailOf(content, { institution_id, name })
    await enqueueMail(ctx, {
      key: `minutes:${content.meeting.folio}:${content.number}:${institution_id}`,
      topic: MINUTES_TOPIC,
      subject_type: 'meeting',
      subject_id: meeting_id,
      institution_id,
      recipient: email,
      recipient_name: to,
      ...mail,
    })
  }
}
