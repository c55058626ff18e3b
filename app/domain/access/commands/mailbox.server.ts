import type { Context } from '#app/lib/context.server.ts'

import { endOf, ERRAND_DAYS } from '../rules.ts'
import { insertDelegate } from './delegate.server.ts'
import { findHolder, insertLink } from './mint.server.ts'

type Asked = {
  commitment_id: string
  institution: { id: string; short_name: string }
  /** The posts that read there. */
  position_ids: readonly string[]
  /** In lower case. */
  mailbox: string
}

/**
 * A new address with which whoever reads a shared mailbox answers for one commitment of its institution, as an errand does:
 * they see nothing else, and what they say is of the mailbox and not of whoever holds a post. Null while nobody holds any of
 * those posts, and once their leader ended it. Runs inside the caller's transaction.
 */
export async function mintMailboxLink(ctx: Context, { commitment_id, institution, position_ids, mailbox }: Asked): Promise<string | null> {
  const tenure_id = await firstTenure(ctx, position_ids)
  if (!tenure_id) return null
  const known = await ctx.db
    .selectFrom('users')
    .select(['id', 'disabled_at'])
    .where('errand_id', '=', commitment_id)
    .where('tenure_id', '=', tenure_id)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  if (known?.disabled_at) return null
  const name = `Correo de ${institution.short_name}`
  const user_id = known?.id ?? (await insertDelegate(ctx, { name, tenure_id, errand_id: commitment_id, institution_id: institution.id, mailbox }))
  return (await insertLink(ctx, { user_id, tenure_id, expires_at: endOf(ctx.now, ERRAND_DAYS) })).address
}

async function firstTenure(ctx: Context, position_ids: readonly string[]) {
  for (const id of position_ids) {
    const holder = await findHolder(ctx, id)
    if (holder) return holder.id
  }
  return undefined
}
