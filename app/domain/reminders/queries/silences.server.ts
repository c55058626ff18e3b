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

/** Who is not written about one commitment. */
export const listSilencesOf = ({ db }: Pick<Context, 'db'>, commitment_id: string) =>
  db
    .selectFrom('mail_silences')
    .select(['id', 'address'])
    .where('commitment_id', '=', commitment_id)
    .where('lifted_at', 'is', null)
    .orderBy('address')
    .orderBy('id')
    .execute()

const MOST = 200

/** Everybody who asked to be left alone, the latest first. */
export const listSilences = ({ db }: Pick<Context, 'db'>) =>
  db
    .selectFrom('mail_silences')
    .leftJoin('commitments', 'commitments.id', 'mail_silences.commitment_id')
    .select(['mail_silences.id', 'mail_silences.address', 'mail_silences.topic', 'mail_silences.created_at', 'commitments.folio'])
    .where('mail_silences.lifted_at', 'is', null)
    .orderBy('mail_silences.created_at', 'desc')
    .orderBy('mail_silences.id')
    .limit(MOST)
    .execute()
