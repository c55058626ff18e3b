import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

/** `mailbox` is the shared address that has the errand; null for a colleague. */
type Delegate = { name: string; tenure_id: string; errand_id: string; institution_id: string | null; mailbox: string | null }

/** The account of whoever answers for one commitment and sees nothing else: without a password, or a mail of its own. */
export async function insertDelegate({ db, viewer, now }: Context, delegate: Delegate): Promise<string> {
  const id = newId(now.getTime())
  const at = now.toISOString()
  await db
    .insertInto('users')
    .values({ id, email: `enlace.${id}@hilvan.invalid`, role: 'leader', ...delegate, created_at: at, created_by: viewer.id, updated_at: at, updated_by: viewer.id })
    .execute()
  return id
}
