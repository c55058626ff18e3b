import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canCreateMeeting } from '../policy.ts'
import { insertMeeting, type NewMeeting } from './insert.server.ts'

export type { NewMeeting }

/** Puts a meeting in the agenda: called at once, or kept as a draft that no calendar shows. */
export async function createMeeting(
  ctx: Context,
  { state = 'called', ...input }: NewMeeting & { state?: 'draft' | 'called' },
): Promise<{ id: string; folio: string }> {
  return atomically(ctx, async (ctx) => {
    permit(canCreateMeeting(ctx.viewer))
    return insertMeeting(ctx, input, { state, action: 'meeting.created' })
  })
}
