import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeMinutes } from '../policy.ts'
import { findDraft } from '../queries.server.ts'
import { listTypedLines } from '../queries/entries.server.ts'
import { insertMinutes } from './start.server.ts'

/** Opens the next version of closed minutes, with the lines of the last one; what they registered keeps its folio. */
export async function amendMinutes(ctx: Context, folioOrId: string, reason: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeMinutes(ctx.viewer))
    if (meeting.state !== 'closed') throw new Conflict('Se corrige un acta cerrada; esta todavía se puede escribir.')
    if (await findDraft(ctx, meeting.id)) throw new Conflict('Ya hay una corrección abierta: sígala o descártela.')
    const last = await ctx.db
      .selectFrom('minutes').select((eb) => eb.fn.max<number | null>('number').as('number')).where('meeting_id', '=', meeting.id).executeTakeFirstOrThrow()
    const number = (last.number ?? 1) + 1
    const id = await insertMinutes(ctx, meeting.id, number, reason)
    const lines = await listTypedLines(ctx, meeting.id, number - 1)
    for (const point of new Set(lines.map(({ agenda_item_id }) => agenda_item_id))) {
      const text = lines.filter(({ agenda_item_id }) => agenda_item_id === point).map(({ line }) => line).join('\n')
      await ctx.db
        .insertInto('minutes_points')
        .values({ id: newId(ctx.now.getTime()), minutes_id: id, agenda_item_id: point, internal_text: text, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
        .execute()
    }
    const { folio, title } = meeting
    await record(ctx, 'minutes.amended', await subjectsOf(ctx, meeting.id), { folio, title, reason })
  })
}

/** Gives up a correction that was never closed. The version in force stays as it was. */
export async function discardAmendment(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeMinutes(ctx.viewer))
    const draft = await findDraft(ctx, meeting.id)
    if (!draft || draft.number === 1) throw new Conflict('No hay una corrección abierta.')
    await ctx.db.deleteFrom('minutes_points').where('minutes_id', '=', draft.id).execute()
    await ctx.db.deleteFrom('minutes').where('id', '=', draft.id).execute()
    const { folio, title } = meeting
    await record(ctx, 'minutes.discarded', { type: 'meeting', id: meeting.id }, { folio, title })
  })
}
