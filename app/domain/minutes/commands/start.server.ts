import { record } from '#app/domain/activity/commands.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { takesMinutes } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeMinutes } from '../policy.ts'

/** Starts the minutes of a meeting, and the meeting with them when it had only been called. Starting twice starts once. */
export async function startMinutes(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeMinutes(ctx.viewer))
    if (meeting.state === 'closed') throw new Conflict('El acta ya está cerrada: lo que falte se agrega con una corrección.')
    if (!takesMinutes(meeting)) throw new Conflict('El acta se toma en una reunión convocada, en curso o realizada.')
    if (meeting.state === 'called') await changeState(ctx, meeting.id, 'in_progress')
    const draft = await ctx.db.selectFrom('minutes').select('id').where('meeting_id', '=', meeting.id).executeTakeFirst()
    if (draft) return
    await insertMinutes(ctx, meeting.id, 1)
    await record(ctx, 'minutes.started', { type: 'meeting', id: meeting.id }, { folio: meeting.folio, title: meeting.title })
  })
}

/** A version of the minutes, empty. */
export async function insertMinutes(ctx: Context, meeting_id: string, number: number, reason: string | null = null): Promise<string> {
  const id = newId(ctx.now.getTime())
  await ctx.db
    .insertInto('minutes')
    .values({ id, meeting_id, number, state: 'draft', reason, started_at: ctx.now.toISOString(), started_by: ctx.viewer.id })
    .execute()
  return id
}
