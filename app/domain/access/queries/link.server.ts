import { findLiveAccess, type Access } from '#app/lib/access.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { isSecret, readToken } from '#app/lib/tokens.server.ts'

/** Who comes with an address; undefined when it is invented, altered, withdrawn or old, or its holder left: all the same. */
export async function findAccess({ db, now }: Pick<Context, 'db' | 'now'>, token: string | undefined): Promise<Access | undefined> {
  const parts = readToken(token)
  if (!parts) return undefined
  const access = await findLiveAccess(db, parts.id, now)
  const right = isSecret(parts.secret, access?.secret_hash)
  return access && right && access.expires_at > now.toISOString() ? access : undefined
}
