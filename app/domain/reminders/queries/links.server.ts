import type { Context } from '#app/lib/context.server.ts'
import { isSecret, readToken } from '#app/lib/tokens.server.ts'

import { topicsOf } from '../rules.ts'

export type SilenceLink = NonNullable<Awaited<ReturnType<typeof findSilenceLink>>>

/** What a link of a mail silences, and whether it does already; undefined when it is not one of ours, or is too old. */
export async function findSilenceLink({ db, now }: Pick<Context, 'db' | 'now'>, token: string | undefined) {
  const asked = readToken(token)
  const row = asked && (await db.selectFrom('silence_links').select(['id', 'secret_hash', 'address', 'topic', 'expires_at']).where('id', '=', asked.id).executeTakeFirst())
  if (!isSecret(asked?.secret ?? '', row?.secret_hash) || !row || row.expires_at <= now.toISOString()) return undefined
  const topics = topicsOf(row.topic)
  const silences = await db
    .selectFrom('mail_silences')
    .select('topic')
    .where('address', '=', row.address)
    .where('commitment_id', 'is', null)
    .where('lifted_at', 'is', null)
    .execute()
  return { id: row.id, address: row.address, topics, silent: topics.every((topic) => silences.some((silence) => silence.topic === topic)) }
}
