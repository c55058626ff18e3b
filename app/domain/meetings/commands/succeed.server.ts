import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { listSuccessions, type Succession } from '../queries/successors.server.ts'
import { change } from './change.server.ts'
import { insertParticipants } from './participants.server.ts'

/**
 * Whoever left a post gives their seat to the post itself, so that whoever holds it on the day is asked. What they had
 * answered was theirs and goes with them; mail is left to whoever looks at the notices.
 */
export async function inviteSuccessor(ctx: Context, folio: string, participant_id: string): Promise<Succession> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folio))
    permit(canEditMeeting(ctx.viewer))
    const succession = (await listSuccessions(ctx, meeting)).find((one) => one.participant_id === participant_id)
    if (!succession) throw new Conflict('Ya no hace falta: la lista de invitados o el cargo cambiaron. Vuelva a abrir la reunión.')

    await ctx.db.deleteFrom('participants').where('id', '=', participant_id).execute()
    const added = await insertParticipants(ctx, meeting, [{ position_id: succession.position_id }])
    await change(ctx, meeting, { guests: { added, removed: 1 }, action: 'meeting.edited' })
    return succession
  })
}
