import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findSeries, type Series } from '../queries.server.ts'
import { listDates, listKept } from '../queries/dates.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { placeOf } from '../rules.ts'
import { endOn } from './split.server.ts'

/**
 * Ends a series on a local day: the dates after it go. Refused, saying which, when something hangs from one of them or
 * none would be left. Answers the series as it stands when somebody else had changed it meanwhile.
 */
export async function endSeries(ctx: Context, id: string, last_on: string, version: number): Promise<Series | undefined> {
  return atomically(ctx, async (ctx) => {
    const series = found(await findSeries(ctx, id))
    permit(canEditMeeting(ctx.viewer))
    if (series.version !== version) return series
    if (last_on >= series.last_on) throw new Conflict(`La serie ya termina el ${formatDay(series.last_on)}: para alargarla, cambie su regla.`)

    const dates = await listDates(ctx, id)
    const after = dates.filter((date) => placeOf(date).slice(0, 10) > last_on)
    if (after.length === dates.length) throw new Conflict('No quedaría ninguna fecha: cancele la serie, y quedará tachada en los calendarios.')
    const kept = await listKept(ctx, after.map((date) => date.id))
    if (kept.length > 0) throw new Conflict(`${kept.slice(0, 3).join(', ')} ya tiene pauta, acta o acuerdos: cancélela primero, o termine la serie después.`)

    if (after.length > 0) await ctx.db.deleteFrom('meetings').where('id', 'in', after.map((date) => date.id)).execute()
    await ctx.db.deleteFrom('series_removals').where('series_id', '=', id).where('series_local', '>', `${last_on}T99`).execute()
    await endOn(ctx, id, last_on)
    await bumpAgenda(ctx)
    await record(ctx, 'series.ended', await subjectsOfSeries(ctx, id), { folio: dates[0]!.folio, title: series.title, on: formatDay(last_on) })
    return undefined
  })
}
