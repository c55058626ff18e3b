import type { Context } from '#app/lib/context.server.ts'

import { addressKey } from '../rules.ts'
import type { SilenceTopic } from '../terms.ts'

/** Who asked not to be written about what. One query. */
export async function openSilences({ db }: Pick<Context, 'db'>) {
  const rows = await db.selectFrom('mail_silences').select(['address', 'topic', 'commitment_id']).where('lifted_at', 'is', null).execute()
  const kept = new Set(rows.map(({ address, topic, commitment_id }) => `${address} ${topic} ${commitment_id ?? ''}`))
  return {
    isSilent: (email: string, topic: SilenceTopic, commitment_id?: string) =>
      kept.has(`${addressKey(email)} ${topic} `) || (commitment_id !== undefined && kept.has(`${addressKey(email)} ${topic} ${commitment_id}`)),
  }
}

export type Silences = Awaited<ReturnType<typeof openSilences>>
