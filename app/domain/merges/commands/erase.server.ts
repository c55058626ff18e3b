import type { Context } from '#app/lib/context.server.ts'
import { undoableSince } from '#app/lib/undo-window.ts'

/** What people were before a merge is kept while it can be taken back, and no longer (Ley 21.719). Who merged which records, and when, stays. */
export async function eraseImages({ db, now }: Pick<Context, 'db' | 'now'>) {
  await db
    .updateTable('merges')
    .set({ images: '', moved: '', erased_at: now.toISOString() })
    .where('erased_at', 'is', null)
    .where('created_at', '<', undoableSince(now))
    .execute()
}
