import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { DistinctionInput } from '../forms.server.ts'
import { canMerge } from '../policy.ts'
import { findCandidate } from '../queries/candidate.server.ts'

/** Somebody looked at two records and found them to be two, or takes that back: they are offered as one no more, or again. */
export async function distinguish(ctx: Context, { kind, one_id, other_id, distinct }: DistinctionInput) {
  await atomically(ctx, async (ctx) => {
    const one = found(await findCandidate(ctx, kind, one_id))
    const other = found(await findCandidate(ctx, kind, other_id))
    permit(canMerge(ctx.viewer))
    if (one_id === other_id) throw new Conflict('Elija otra ficha: es la misma.')

    const [first, second] = [one_id, other_id].toSorted() as [string, string]
    const pair = { kind, one_id: first, other_id: second }
    const known = await ctx.db.selectFrom('distinct_pairs').select('one_id').where('kind', '=', kind).where('one_id', '=', first).where('other_id', '=', second).executeTakeFirst()
    if (Boolean(known) === distinct) return

    if (distinct) await ctx.db.insertInto('distinct_pairs').values({ ...pair, decided_at: ctx.now.toISOString(), decided_by: ctx.viewer.id }).execute()
    else await ctx.db.deleteFrom('distinct_pairs').where('kind', '=', kind).where('one_id', '=', first).where('other_id', '=', second).execute()
    await record(ctx, distinct ? `${kind}.told_apart` : `${kind}.not_told_apart`, [{ type: kind, id: one_id }, { type: kind, id: other_id }], { name: one.name, other: other.name })
  })
}
