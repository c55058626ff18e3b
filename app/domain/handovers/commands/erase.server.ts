import type { Context } from '#app/lib/context.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { undoableSince } from '#app/lib/undo-window.ts'

import type { Written } from '../rules/lines.ts'

/**
 * What was pasted, and what people and periods were before, is kept while a list can be taken back, and no longer (Ley
 * 21.719): which posts changed hands, and when, stays. A draft is kept while somebody works on it or its day has not come.
 */
export async function eraseOld(ctx: Context) {
  const before = undoableSince(ctx.now)
  await ctx.db.deleteFrom('handovers').where('state', '=', 'draft').where('updated_at', '<', before).where('starts_on', '<', before.slice(0, 10)).execute()
  const old = await ctx.db.selectFrom('handovers').select('id').where('erased_at', 'is', null).where('applied_at', '<', before).orderBy('id').execute()
  for (const { id } of old) await atomically(ctx, (ctx) => erase(ctx, id))
}

async function erase({ db, now }: Context, handover_id: string) {
  await db.updateTable('handovers').set({ left_behind: null, erased_at: now.toISOString() }).where('id', '=', handover_id).execute()
  const lines = await db.selectFrom('handover_lines').select(['position', 'written']).where('handover_id', '=', handover_id).execute()
  for (const { position, written } of lines) {
    const { institution } = JSON.parse(written) as Written
    const left: Written = { institution, person: '', day: null, unread: null }
    await db.updateTable('handover_lines').set({ written: JSON.stringify(left), fixed: null }).where('handover_id', '=', handover_id).where('position', '=', position).execute()
  }
  // Whether a period began or ended with the list is read from `before`: null when it began.
  await db
    .updateTable('handover_writes')
    .set((eb) => ({ before: eb.case().when('before', 'is', null).then(null).else('').end(), after: '' }))
    .where('handover_id', '=', handover_id)
    .execute()
}
