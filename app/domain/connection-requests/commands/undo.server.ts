import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { listSteps } from '../queries.server.ts'
import { undoableStep, type Standing } from '../rules.ts'
import { requestStates } from '../terms.ts'
import { findToAttend, step } from './step.server.ts'

/** Takes the last step back by another: what it wrote over is written again, and both stay in the history. */
export async function undoStep(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    const last = undoableStep(await listSteps(ctx, [request.id]), ctx.now)
    if (!last?.before) throw new Conflict('No hay un paso de las últimas 24 horas que deshacer.')

    await step(ctx, request, {
      set: JSON.parse(last.before) as Partial<Standing>,
      undoes_id: last.id,
      action: 'connection_request.undone',
      detail: { state: requestStates[last.state] },
    })
  })
}
