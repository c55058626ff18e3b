import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findSeries } from '../queries.server.ts'
import { listDates, listKept, listRemovals } from '../queries/dates.server.ts'
import { planDates } from '../queries/plan.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { placeOf } from '../rules.ts'
import { insertDates, insertRemovals } from './insert-dates.server.ts'
import { touchSeries } from './touch.server.ts'

export type Removed = { stale: Meeting } | { stale: null; series_id: string; local: string | null; day: string }

/**
 * Takes one date out of its series: it never appears again, and leaves no trace in calendars. One from which something
 * hangs is cancelled instead. Answers what `restoreDate` needs to put it back, nothing when it cannot be; or the meeting as
 * it stands when somebody else had changed it meanwhile.
 */
export async function removeDate(ctx: Context, folioOrId: string, { version, reason = null }: { version: number; reason?: string | null }): Promise<Removed> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (meeting.version !== version) return { stale: meeting }
    const { id, series_id, series_local, folio } = meeting
    if (!series_id) throw new Conflict('Esta reunión no es de una serie: cancélela.')
    const series = found(await findSeries(ctx, series_id))
    if ((await listKept(ctx, [id])).length > 0) throw new Conflict(`${folio} ya tiene pauta, acta, acuerdos o invitaciones: cancélela, y quedará tachada.`)
    if ((await listDates(ctx, series_id)).length === 1) throw new Conflict('Es la única fecha de la serie: cancélela, y quedará tachada.')

    await ctx.db.deleteFrom('meetings').where('id', '=', id).execute()
    if (series_local) await insertRemovals(ctx, series_id, [{ local: series_local, why: 'removed', reason }])
    await touchSeries(ctx, series_id)
    await bumpAgenda(ctx)
    const day = placeOf(meeting).slice(0, 10)
    await record(ctx, 'series.removed', await subjectsOfSeries(ctx, series_id), { folio, title: series.title, on: formatDay(day), reason })
    return { stale: null, series_id, local: series_local, day }
  })
}

/** Puts back a date that was removed: a new meeting, with who comes to the nearest one. Answers its folio. */
export async function restoreDate(ctx: Context, series_id: string, local: string): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const series = found(await findSeries(ctx, series_id))
    permit(canEditMeeting(ctx.viewer))
    const removal = found((await listRemovals(ctx, series_id)).find(({ series_local }) => series_local === local))
    const planned = found((await planDates(ctx, { ...series, holidays: 'keep' })).find((date) => date.local === local))
    const dates = await listDates(ctx, series_id)
    const like = dates.findLast((date) => placeOf(date) < local) ?? dates[0]
    if (planned.shifted || !like) throw new Conflict('Esa fecha no se puede reponer: agende una reunión aparte.')

    await ctx.db.deleteFrom('series_removals').where('series_id', '=', series_id).where('series_local', '=', removal.series_local).execute()
    const [made] = await insertDates(ctx, series, [planned], { like: like.id })
    await touchSeries(ctx, series_id)
    await bumpAgenda(ctx)
    const detail = { folio: made!.folio, title: series.title, on: formatDay(local.slice(0, 10)) }
    await record(ctx, 'series.restored', await subjectsOfSeries(ctx, series_id, local), detail)
    return made!.folio
  })
}
