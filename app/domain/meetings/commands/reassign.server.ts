import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { change } from './change.server.ts'

/** Who of the team answers for a meeting. Nothing that calendars print changes; a closed acta keeps who answered for it. */
export async function reassignMeeting(ctx: Context, folioOrId: string, owner_id: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (meeting.owner_id === owner_id) throw new Conflict('Ya estaba así.')
    if (meeting.state === 'closed') throw new Conflict('Su acta está cerrada.')
    const { name } = found(await ctx.db.selectFrom('users').select('name').where('id', '=', owner_id).where('tenure_id', 'is', null).executeTakeFirst())
    await change(ctx, meeting, { set: { owner_id }, action: 'meeting.reassigned', detail: { name } })
  })
}
