import type { Context, Viewer } from '#app/lib/context.server.ts'
import { isSecret } from '#app/lib/tokens.server.ts'

import { scopesOf } from './rules.ts'

/** The viewer's own keys; all of them for an administrator. The secret's hash never leaves this module. */
export function visibleTokens({ db, viewer }: Context) {
  return db
    .selectFrom('api_tokens')
    .select([
      'api_tokens.id', 'api_tokens.user_id', 'api_tokens.name', 'api_tokens.scopes', 'api_tokens.created_at',
      'api_tokens.expires_at', 'api_tokens.revoked_at', 'api_tokens.last_used_at', 'api_tokens.last_agent',
    ])
    .$if(viewer.role !== 'admin' && viewer.role !== 'system', (query) => query.where('api_tokens.user_id', '=', viewer.id))
}

/** The keys of one person that nobody revoked, the latest first; those that expired still tell so. */
export async function listTokens(ctx: Context, user_id = ctx.viewer.id) {
  const rows = await visibleTokens(ctx)
    .where('api_tokens.user_id', '=', user_id)
    .where('api_tokens.revoked_at', 'is', null)
    .orderBy('api_tokens.created_at', 'desc')
    .orderBy('api_tokens.id')
    .execute()
  return rows.map((row) => ({ ...row, scopes: scopesOf(row.scopes) }))
}

/** The viewer's own keys that still work. */
export async function countLiveTokens({ db, viewer, now }: Context): Promise<number> {
  const { total } = await db
    .selectFrom('api_tokens')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('user_id', '=', viewer.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  return Number(total)
}

export type LiveToken = NonNullable<Awaited<ReturnType<typeof findLiveToken>>>

/**
 * The key a program shows, with its owner as viewer: what it may read is what they may read now. Undefined for an
 * unknown, altered, revoked or expired key and for a disabled owner, all the same.
 */
export async function findLiveToken({ db, now }: Pick<Context, 'db' | 'now'>, token: { id: string; secret: string }) {
  const row = await db
    .selectFrom('api_tokens as token')
    .innerJoin('users as owner', 'owner.id', 'token.user_id')
    .leftJoin('institutions', 'institutions.id', 'owner.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select(['token.id', 'token.name', 'token.secret_hash', 'token.scopes', 'token.expires_at', 'token.revoked_at', 'token.last_used_at'])
    .select(['owner.id as user_id', 'owner.name as user_name', 'owner.email', 'owner.role', 'owner.institution_id', 'owner.disabled_at', 'communes.zone'])
    .where('token.id', '=', token.id)
    // Whoever comes by a link has no account, and lends none.
    .where('owner.tenure_id', 'is', null)
    .executeTakeFirst()

  const right = isSecret(token.secret, row?.secret_hash)
  if (!row || !right || row.revoked_at || row.disabled_at || row.expires_at <= now.toISOString()) return undefined
  const { id, name, expires_at, last_used_at, user_id, user_name, email, role, institution_id, zone } = row
  const viewer: Viewer = { id: user_id, name: user_name, email, role, institution_id, zone: zone ?? 'America/Santiago' }
  return { id, name, expires_at, last_used_at, scopes: scopesOf(row.scopes), viewer }
}
