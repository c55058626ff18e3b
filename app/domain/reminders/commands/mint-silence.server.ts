import type { Context } from '#app/lib/context.server.ts'
import { addMonths } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'

import { addressKey } from '../rules.ts'
import type { SilenceTopic } from '../terms.ts'

const MONTHS = 12

/** The way out that a mail carries, to take the place of SILENCE_LINK as it leaves. Only the hash of its secret is kept. */
export async function mintSilenceLink({ db, now }: Pick<Context, 'db' | 'now'>, email: string, topics: SilenceTopic[]): Promise<string> {
  const { id, hash, shownOnce } = newToken()
  const at = now.toISOString()
  const expires_at = `${addMonths(at.slice(0, 10), MONTHS)}${at.slice(10)}`
  await db
    .insertInto('silence_links')
    .values({ id, secret_hash: hash, address: addressKey(email), topic: topics.join(' '), commitment_id: null, created_at: at, expires_at })
    .execute()
  return `${baseUrl()}/baja/${shownOnce}`
}
