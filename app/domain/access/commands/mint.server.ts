import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { holderOn, type Tenure } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'

import { findZone } from '../queries/zone.server.ts'
import { endOf, LINK_DAYS } from '../rules.ts'

type Asked = { position_id: string; tenure_id?: string }
type Whose = { user_id: string; tenure_id: string; expires_at: string }

/**
 * A new address with which whoever holds a post today opens the page of their institution; null while it is vacant. Only
 * its hash is kept, so it is made when a mail leaves. A mail to somebody's own address names their `tenure_id`: if they
 * have left by then the answer is null, and not their successor's link. Runs inside the caller's transaction.
 */
export async function mintAccessLink(ctx: Context, { position_id, tenure_id }: Asked): Promise<{ address: string; id: string } | null> {
  const holder = await findHolder(ctx, position_id)
  if (!holder || (tenure_id && tenure_id !== holder.id)) return null
  return insertLink(ctx, { user_id: await accountOf(ctx, holder), tenure_id: holder.id, expires_at: endOf(ctx.now, LINK_DAYS) })
}

/** Whoever exercises a post today, where its institution is; undefined while it is vacant, or is no more. */
export async function findHolder(ctx: Context, position_id: string): Promise<Tenure | undefined> {
  const position = await findPosition(ctx, position_id)
  if (!position) return undefined
  const day = todayIn(await findZone(ctx, position.institution_id), ctx.now)
  return position.abolished_on && position.abolished_on <= day ? undefined : holderOn(ctx, position_id, day)
}

/** Writes one more link of somebody who comes by links, and answers its address, which cannot be known again. */
export async function insertLink({ db, viewer, now }: Context, whose: Whose): Promise<{ address: string; id: string }> {
  if (!db.isTransaction) throw new Error('insertLink outside a transaction.')
  const { id, hash, shownOnce } = newToken()
  await db
    .insertInto('access_links')
    .values({ id, secret_hash: hash, ...whose, created_at: now.toISOString(), created_by: viewer.id })
    .execute()
  return { address: `${baseUrl()}/acceso/${shownOnce}`, id }
}

/** The account of a tenure: it has no password and no mail of its own, and writes under the holder's name. */
async function accountOf({ db, viewer, now }: Context, holder: Tenure): Promise<string> {
  const name = nameOf(holder)
  const known = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('tenure_id', '=', holder.id)
    .where('errand_id', 'is', null)
    .executeTakeFirst()
  if (known?.name === name) return known.id
  const stamps = { updated_at: now.toISOString(), updated_by: viewer.id }
  if (known) {
    await db.updateTable('users').set({ name, ...stamps }).where('id', '=', known.id).execute()
    return known.id
  }
  const id = newId(now.getTime())
  const { institution_id, position_id, id: tenure_id } = holder
  await db
    .insertInto('users')
    .values({
      id, email: `enlace.${id}@hilvan.invalid`, name, role: 'leader', institution_id, position_id, tenure_id,
      created_at: now.toISOString(), created_by: viewer.id, ...stamps,
    })
    .execute()
  return id
}
