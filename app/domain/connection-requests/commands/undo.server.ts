import { withInstitutionsOfToday } from '#app/domain/merges/queries/former.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { listSteps } from '../queries.server.ts'
import { undoableStep, type Standing } from '../rules.ts'
import { requestStates } from '../terms.ts'
import { findToAttend, step } from './step.server.ts'

/**
 * Takes a step back by another: what it wrote over is written again, and both stay in the history. Only the last can be: asked
 * twice, the second time finds nothing to undo.
 */
export async function undoStep(ctx: Context, folioOrId: string, step_id: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    const last = undoableStep(await listSteps(ctx, [request.id]), ctx.now)
    if (!last?.before || last.id !== step_id) throw new Conflict('Ese paso ya no se deshace: pasaron 24 horas, ya se deshizo o vino otro después.')

    await step(ctx, request, {
      set: JSON.parse(await withInstitutionsOfToday(ctx, last.before)) as Partial<Standing>,
      undoes_id: last.id,
      action: 'connection_request.undone',
      detail: { state: requestStates[last.state] },
    })
  })
}
