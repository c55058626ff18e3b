import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { LadderInput } from '../forms.server.ts'
import { canEditLadder } from '../policy.ts'
import { DIGEST_HOUR_SETTING } from '../queries/settings.server.ts'
import { ladderText } from '../rules/wording.ts'

/** What the network decides: who is told how many days from the due day, and when digests leave. Steps done stay done. */
export async function editLadder(ctx: Context, { steps, digest_hour }: LadderInput) {
  await atomically(ctx, async (ctx) => {
    permit(canEditLadder(ctx.viewer))
    const known = await ctx.db.selectFrom('ladder_steps').select('id').execute()
    if (steps.length !== known.length || known.some(({ id }) => steps.every((step) => step.id !== id))) {
      throw new Conflict('La escalera cambió mientras usted la miraba. Vuelva a abrir la página.')
    }
    // Out of the way first: two of them may change places.
    await ctx.db.updateTable('ladder_steps').set((eb) => ({ days: eb('days', '+', 10_000) })).execute()
    for (const { id, days, target, enabled } of steps) {
      await ctx.db.updateTable('ladder_steps').set({ days, target, enabled: enabled ? 1 : 0 }).where('id', '=', id).execute()
    }
    const setting = { value: digest_hour, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }
    await ctx.db
      .insertInto('settings')
      .values({ name: DIGEST_HOUR_SETTING, ...setting })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(setting))
      .execute()
    await record(ctx, 'reminder.ladder_edited', { type: 'mail', id: 'ladder' }, { steps: ladderText(steps.filter(({ enabled }) => enabled)), hour: digest_hour })
  })
}
