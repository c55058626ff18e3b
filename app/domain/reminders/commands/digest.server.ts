import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { digestMail } from '../mail.ts'
import { listCoordinators, readDigest } from '../queries/digest.server.ts'
import { DIGEST_HOURS } from '../rules.ts'
import { DIGEST_TOPIC } from '../terms.ts'

/** Leaves in the outbox what waits today for somebody who coordinates; nothing when nothing does. */
export async function leaveDigest(ctx: Context, user_id: string, day: string) {
  const [user] = await listCoordinators(ctx, user_id)
  const digest = user && (await readDigest(ctx, { user_id, day }))
  if (!digest) return
  await enqueueMail(ctx, {
    key: `digest:${user_id}:${day}`,
    topic: DIGEST_TOPIC,
    subject_type: 'user',
    subject_id: user_id,
    recipient: user.email,
    recipient_name: user.name,
    not_after: new Date(ctx.now.getTime() + DIGEST_HOURS * 3_600_000).toISOString(),
    payload: JSON.stringify({ user_id, day }),
    ...digestMail(digest),
  })
}
