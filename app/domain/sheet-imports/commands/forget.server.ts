import type { Context } from '#app/lib/context.server.ts'
import { undoableSince } from '#app/lib/undo-window.ts'

/** Whoever's they are: what a sheet said is not kept longer than its import can be taken back. */
export async function forgetOld({ db, now }: Pick<Context, 'db' | 'now'>) {
  const before = undoableSince(now)
  await db
    .deleteFrom('sheet_imports')
    .where('created_at', '<', before)
    .where((eb) => eb.or([eb('applied_at', 'is', null), eb('applied_at', '<', before)]))
    .where('state', '<>', 'running')
    .execute()
}
