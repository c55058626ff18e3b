import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { listAgenda } from '../queries/minutes.server.ts'
import { defersPoints } from '../rules.ts'
import { subjectsOf } from './change.server.ts'

/** Leaves a point for another meeting, or treats it after all. Answers its title. Done already, nothing is written. */
export async function deferPoint(ctx: Context, folioOrId: string, point_id: string, deferred: boolean): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    const point = found((await listAgenda(ctx, meeting.id)).find(({ id }) => id === point_id))
    permit(canEditMeeting(ctx.viewer))
    if (!defersPoints(meeting)) throw new Conflict('Un punto se deja para otra reunión mientras esta se convoca o se realiza, antes de cerrar el acta.')
    if ((point.deferred_at !== null) === deferred) return point.title
    if (point.carried_to_folio) throw new Conflict(`«${point.title}» ya está en la pauta de ${point.carried_to_folio}.`)

    await ctx.db
      .updateTable('agenda_items')
      .set({ deferred_at: deferred ? ctx.now.toISOString() : null })
      .where('id', '=', point.id)
      .execute()
    const detail = { folio: meeting.folio, title: meeting.title, point: point.title }
    await record(ctx, deferred ? 'agenda.deferred' : 'agenda.resumed', await subjectsOf(ctx, meeting.id), detail)
    return point.title
  })
}
