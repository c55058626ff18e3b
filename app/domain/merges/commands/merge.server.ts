import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { imageOf, putBack, type RowImage } from '#app/lib/row-images.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { MergeInput } from '../forms.server.ts'
import { canMerge } from '../policy.ts'
import { findCandidate, tableOf } from '../queries/candidate.server.ts'
import { listContradictions } from '../queries/contradictions.server.ts'
import { keysOf, resultOf, type Facts } from '../rules/fields.ts'
import type { Images, Journal } from '../rules/journal.ts'
import type { MergeKind } from '../terms.ts'
import { moveAll } from './move.server.ts'
import { resolveTwins } from './twins.server.ts'

export type Merged = { id: string; stale?: undefined } | { stale: 'kept' | 'gone' }

/**
 * Makes two records one: everything that names the one that goes names the one that stays, the row itself is kept whole
 * in `merges`, and for 30 days all of it can be undone. What was printed, approved or told stays as it was written.
 * `stale` is the one that somebody else had changed meanwhile; nothing is written then. Refused with a sentence when
 * the two are something to each other.
 */
export async function merge(ctx: Context, kind: MergeKind, { kept_id, gone_id, version, gone_version, choices }: MergeInput): Promise<Merged> {
  return atomically(ctx, async (ctx): Promise<Merged> => {
    const kept = found(await findCandidate(ctx, kind, kept_id))
    const gone = found(await findCandidate(ctx, kind, gone_id))
    permit(canMerge(ctx.viewer))
    if (kept_id === gone_id) throw new Conflict('Elija otra ficha: es la misma.')
    if (kept.version !== version) return { stale: 'kept' }
    if (gone.version !== gone_version) return { stale: 'gone' }
    const [contradiction] = kind === 'institution' ? await listContradictions(ctx, { kept_id, gone_id }) : []
    if (contradiction) throw new Conflict(contradiction)

    const id = newId(ctx.now.getTime())
    const pair = { kind, kept_id, gone_id }
    const table = tableOf(kind)
    const before = found(await imageOf(ctx.db, table, { id: kept_id }))
    const image = found(await imageOf(ctx.db, table, { id: gone_id }))
    const after = afterMerge(ctx, kind, before, resultOf(kind, before, image, choices))
    const images: Images = { gone: image, before, after }
    // The guards of what is closed let a link move because this row says so.
    await ctx.db
      .insertInto('merges')
      .values({ id, ...pair, images: JSON.stringify(images), moved: '', created_at: ctx.now.toISOString(), created_by: ctx.viewer.id })
      .execute()

    const journal: Journal = { twins: await resolveTwins(ctx, pair), ...(await moveAll(ctx, pair)) }
    await putBack(ctx.db, table, { id: gone_id }, undefined)
    await putBack(ctx.db, table, { id: kept_id }, after)
    await ctx.db.updateTable('merges').set({ moved: JSON.stringify(journal) }).where('id', '=', id).execute()

    await bumpAgenda(ctx)
    await record(ctx, `${kind}.merged`, [{ type: kind, id: kept_id }, { type: kind, id: gone_id }], { name: kept.name, other: gone.name })
    return { id }
  })
}

/** The kept row as it is written. */
function afterMerge(ctx: Context, kind: MergeKind, before: RowImage, result: Facts): RowImage {
  const stamps = { version: Number(before.version) + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }
  return { ...before, ...result, ...keysOf(kind, result), ...stamps }
}
