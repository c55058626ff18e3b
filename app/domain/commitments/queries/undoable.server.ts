import type { Context } from '#app/lib/context.server.ts'

import { canUndo } from '../policy.ts'
import type { Commitment } from '../queries.server.ts'
import { undoProblem } from '../rules/undo.ts'
import { listActs } from './history.server.ts'

/** The act on a commitment that the viewer may undo now: the last of those not undone yet, if nothing hinders it. */
export async function findUndoable(ctx: Context, commitment: Pick<Commitment, 'id' | 'debtor_id' | 'beneficiaries' | 'version'>): Promise<string | undefined> {
  const acts = await listActs(ctx, commitment.id)
  const { version } = commitment
  return acts.find((act) => canUndo(ctx.viewer, commitment, act) && undoProblem(act, { acts, version, now: ctx.now }) === null)?.id
}
