import { withAccessLink } from '#app/domain/outbox/rules.ts'
import { findTenure } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'

import { openSharedMailboxes } from '../queries/shared-mailboxes.server.ts'
import { findZone } from '../queries/zone.server.ts'
import { endOf, ERRAND_DAYS } from '../rules.ts'
import { insertLink, mintAccessLink } from './mint.server.ts'

type Leaving = { subject_id: string; body: string; html: string | null }

/**
 * The texts of a mail to the holder of a tenure, with a link of its own; null when somebody else holds the post by now, or
 * reads at the address.
 */
export async function completeAccess(ctx: Context, { subject_id: tenure_id, recipient, body, html }: Leaving & { recipient: string }) {
  const tenure = await findTenure(ctx, tenure_id)
  if (!tenure || (await openSharedMailboxes(ctx, tenure.institution_id, todayIn(await findZone(ctx, tenure.institution_id), ctx.now))).has(recipient)) return null
  const link = (await mintAccessLink(ctx, { position_id: tenure.position_id, tenure_id }))
  return link ? withAccessLink({ body, html }, link.address) : null
}

/** The texts of a mail to a colleague who has an errand; null when it ended meanwhile. */
export async function completeErrand(ctx: Context, { subject_id: user_id, body, html }: Leaving) {
  const user = await ctx.db
    .selectFrom('users')
    .innerJoin('commitments', 'commitments.id', 'users.errand_id')
    .select(['users.tenure_id', 'users.created_at'])
    .where('users.id', '=', user_id)
    .where('users.disabled_at', 'is', null)
    .where('commitments.closed_on', 'is', null)
    .executeTakeFirst()
  if (!user?.tenure_id) return null
  const expires_at = endOf(new Date(user.created_at), ERRAND_DAYS)
  const { address } = await insertLink(ctx, { user_id, tenure_id: user.tenure_id, expires_at })
  return withAccessLink({ body, html }, address)
}
