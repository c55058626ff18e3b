import { record } from '#app/domain/activity/commands.server.ts'
import type { Copy } from '#app/domain/minutes/queries/closed.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeCopy } from '../policy.ts'

/** Leaves a trace that a copy of closed minutes was taken away as a file. */
export async function exportMinutes(ctx: Context, copy: Copy, format: 'PDF' | 'Word') {
  const { meeting_id, number, content, party } = copy
  permit(canTakeCopy(ctx.viewer, party))
  await atomically(ctx, async (ctx) => {
    await record(ctx, 'minutes.exported', { type: 'meeting', id: meeting_id }, {
      folio: content.meeting.folio, number, format, party: party?.name ?? null,
    })
  })
}
