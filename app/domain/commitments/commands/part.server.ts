import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'

import { findCommitment, type Commitment } from '../queries.server.ts'
import { partProblem } from '../rules/dependencies.ts'
import { refuseClosed } from './change.server.ts'
import { addUpdate, subjectsOf } from './line.server.ts'

/** The commitment that is being divided: open, and not a part itself. */
export async function findWhole(ctx: Context, parent_id: string): Promise<Commitment> {
  const parent = found(await findCommitment(ctx, parent_id))
  refuseClosed(parent)
  const problem = partProblem(parent)
  if (problem) throw new Conflict(problem)
  return parent
}

/** The history of the whole tells each of its parts. */
export async function tellWhole(ctx: Context, parent: Commitment, { folio, text }: { folio: string; text: string }) {
  await ctx.db.updateTable('commitments').set({ moved_at: ctx.now.toISOString() }).where('id', '=', parent.id).execute()
  await addUpdate(ctx, parent.id, { kind: 'split', text: `${folio}: ${text}` })
  await record(ctx, 'commitment.split', subjectsOf(parent), { text: parent.text, folio })
}
