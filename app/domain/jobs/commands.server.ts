import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { JobKind } from './terms.ts'

/** `key` says what is done, so that it is done once; instants are ISO-8601 UTC. After `not_after` it is no use. */
export type NewJob = { kind: JobKind; key: string; payload: Record<string, string>; run_at: string; not_after: string | null }

/** Asks for something to be done at its hour. A key that is there already is left as it is. */
export async function enqueueJob({ db, now }: Pick<Context, 'db' | 'now'>, { payload, ...job }: NewJob) {
  await db
    .insertInto('jobs')
    .values({ id: newId(now.getTime()), ...job, payload: JSON.stringify(payload), created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
