import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { UtmInput } from './forms.server.ts'
import { canEditIndicators } from './policy.ts'

/** Writes down the UTM of a month, or corrects it: what depends on it is counted again when it is read. */
export async function setUtm(ctx: Context, { period, value, source }: UtmInput) {
  await atomically(ctx, async (ctx) => {
    permit(canEditIndicators(ctx.viewer))
    const before = await ctx.db.selectFrom('indicator_values').select(['value', 'source']).where('name', '=', 'utm').where('period', '=', period).executeTakeFirst()
    if (before?.value === value && before.source === source) return

    await ctx.db
      .insertInto('indicator_values')
      .values({ name: 'utm', period, value, source })
      .onConflict((conflict) => conflict.columns(['name', 'period']).doUpdateSet({ value, source }))
      .execute()
    await record(ctx, 'indicator.set', { type: 'indicator', id: `utm:${period}` }, { period, value, from: before?.value ?? null, source })
  })
}
