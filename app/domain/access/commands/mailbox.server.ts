import { isCurrent } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

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
 * those posts, and once a leader ended it, whichever post the mail is about. Runs inside the caller's transaction.
 */
export async function mintMailboxLink(ctx: Context, { commitment_id, institution, position_ids, mailbox }: Asked): Promise<string | null> {
  const accounts = await listAccounts(ctx, commitment_id, mailbox)
  if (accounts.some(({ disabled_at }) => disabled_at !== null)) return null
  const [known] = accounts
  const tenure_id = known?.tenure_id ?? (await firstTenure(ctx, position_ids))
  if (!tenure_id) return null
  const name = `Correo de ${institution.short_name}`
  const user_id = known?.id ?? (await insertDelegate(ctx, { name, tenure_id, errand_id: commitment_id, institution_id: institution.id, mailbox }))
  return (await insertLink(ctx, { user_id, tenure_id, expires_at: endOf(ctx.now, ERRAND_DAYS) })).address
}

/** Those that the mailbox has of a commitment, by tenures that last, the ones that were ended too. */
async function listAccounts(ctx: Context, commitment_id: string, mailbox: string) {
  const rows = await ctx.db
    .selectFrom('users')
    .innerJoin('tenures', 'tenures.id', 'users.tenure_id')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .select(['users.id', 'users.disabled_at', 'users.tenure_id', 'tenures.starts_on', 'tenures.ends_on', 'positions.abolished_on'])
    .where('users.errand_id', '=', commitment_id)
    .where('users.mailbox', '=', mailbox)
    .orderBy('users.id')
    .execute()
  const day = today(ctx)
  return rows.filter((row) => isCurrent(row, day) && (!row.abolished_on || row.abolished_on > day))
}

async function firstTenure(ctx: Context, position_ids: readonly string[]) {
  for (const id of position_ids) {
    const holder = await findHolder(ctx, id)
    if (holder) return holder.id
  }
  return undefined
}
