import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting, visibleMeetings, type Meeting } from '../queries.server.ts'
import { listAgenda } from '../queries/minutes.server.ts'
import { defersPoints } from '../rules.ts'
import { takeUp } from './carry.server.ts'
import { subjectsOf } from './change.server.ts'

/**
 * Leaves a point for another meeting, or treats it after all. In a series it enters by itself the agenda of the next date
 * (`carried_to`), and leaves it again while nobody has written under it. Done already, nothing is written.
 */
export async function deferPoint(ctx: Context, folioOrId: string, point_id: string, deferred: boolean): Promise<{ title: string; carried_to: string | null }> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    const point = found((await listAgenda(ctx, meeting.id)).find(({ id }) => id === point_id))
    permit(canEditMeeting(ctx.viewer))
    if (!defersPoints(meeting)) throw new Conflict('Un punto se deja para otra reunión mientras esta se convoca o se realiza, antes de cerrar el acta.')
    if ((point.deferred_at !== null) === deferred) return { title: point.title, carried_to: point.carried_to_folio }
    if (point.carried_to_folio && !(await takeBack(ctx, meeting, point.id))) {
      throw new Conflict(`«${point.title}» ya está en la pauta de ${point.carried_to_folio}.`)
    }

    await ctx.db
      .updateTable('agenda_items')
      .set({ deferred_at: deferred ? ctx.now.toISOString() : null })
      .where('id', '=', point.id)
      .execute()
    const detail = { folio: meeting.folio, title: meeting.title, point: point.title }
    await record(ctx, deferred ? 'agenda.deferred' : 'agenda.resumed', await subjectsOf(ctx, meeting.id), detail)
    const next = deferred ? await findNextDate(ctx, meeting) : undefined
    if (next) await takeUp(ctx, next, point, meeting.folio)
    return { title: point.title, carried_to: next?.folio ?? null }
  })
}

/** Takes the point off the next date of the series; false when it is elsewhere, or already has something under it. */
async function takeBack(ctx: Context, { series_id }: Meeting, point_id: string): Promise<boolean> {
  if (!series_id) return false
  const taken = await ctx.db
    .selectFrom('agenda_items as taking')
    .innerJoin('meetings as taker', 'taker.id', 'taking.meeting_id')
    .select(['taking.id', 'taker.series_id', 'taker.state'])
    .where('taking.carried_from_id', '=', point_id)
    .where('taker.state', '<>', 'cancelled')
    .execute()
  const [only, another] = taken
  if (!only || another || only.series_id !== series_id || (only.state !== 'draft' && only.state !== 'called')) return false
  const { numDeletedRows } = await ctx.db
    .deleteFrom('agenda_items')
    .where('id', '=', only.id)
    .where((eb) => eb.not(eb('id', 'in', eb.selectFrom('agenda_items as further').select('further.carried_from_id').where('further.carried_from_id', 'is not', null))))
    .where((eb) => eb.not(eb('id', 'in', eb.selectFrom('minutes_points').select('minutes_points.agenda_item_id').where('minutes_points.agenda_item_id', 'is not', null))))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The next date of the same series, or of the one that continues it, that is still to be held. */
async function findNextDate(ctx: Context, { series_id, starts_at }: Meeting): Promise<Meeting | undefined> {
  if (!series_id) return undefined
  const next = await visibleMeetings(ctx)
    .select('meetings.id')
    .where((eb) =>
      eb.or([
        eb('meetings.series_id', '=', series_id),
        eb('meetings.series_id', 'in', eb.selectFrom('meeting_series').select('meeting_series.id').where('continues_id', '=', series_id)),
      ]),
    )
    .where('meetings.state', 'in', ['draft', 'called'])
    .where('meetings.starts_at', '>', starts_at)
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .limit(1)
    .executeTakeFirst()
  return next && findMeeting(ctx, next.id)
}
