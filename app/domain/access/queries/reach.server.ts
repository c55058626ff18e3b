import { openMailBook } from '#app/domain/contact-points/queries/mail-book.server.ts'
import type { Position } from '#app/domain/positions/queries.server.ts'
import { holderOn, type Tenure } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { isMailAddress } from '#app/lib/mail-settings.server.ts'

import { openSharedMailboxes } from './shared-mailboxes.server.ts'
import { findZone } from './zone.server.ts'

export type Recipient = { email: string; whose: 'person' | 'position' }

/**
 * Who would have a link of this post today, and the addresses of the directory where they read mail, the best first. Never
 * one that the institution has too, or somebody else of it: whoever reads there would answer in the holder's name.
 */
export async function findReach(ctx: Context, { id, institution_id }: Pick<Position, 'id' | 'institution_id'>): Promise<{ holder: Tenure | undefined; recipients: Recipient[] }> {
  const day = todayIn(await findZone(ctx, institution_id), ctx.now)
  const holder = await holderOn(ctx, id, day)
  if (!holder) return { holder, recipients: [] }
  const book = await openMailBook(ctx, { people: [holder.person_id], positions: [id], institutions: [] })
  const shared = await openSharedMailboxes(ctx, institution_id, day)
  const known = [
    ...book.ofPerson(holder.person_id, institution_id).map((email) => ({ email, whose: 'person' as const })),
    ...book.ofPosition(id).map((email) => ({ email, whose: 'position' as const })),
  ].filter(({ email }) => isMailAddress(email) && !shared.has(email))
  return { holder, recipients: [...new Map(known.toReversed().map((one) => [one.email, one])).values()].toReversed() }
}
