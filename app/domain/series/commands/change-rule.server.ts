import { record } from '#app/domain/activity/commands.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findSeries, type Series } from '../queries.server.ts'
import { listDates, listRemovals } from '../queries/dates.server.ts'
import { findPlan } from '../queries/plan.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { isBehind, isWhole, placeOf } from '../rules.ts'
import { isSteady } from '../rules/dates.server.ts'
import { endWords, ruleWords } from '../rules/words.ts'
import { reshape, type NewTimes } from './reshape.server.ts'
import { splitSeries } from './split.server.ts'

/**
 * Gives a series another rule, hour or end from its next date on: the same series while nothing of it has passed or is
 * different, one that continues it otherwise. Answers the series that holds the dates ahead, or the series as it stands
 * when somebody else had changed it meanwhile; nothing is written then.
 */
export async function changeRule(ctx: Context, id: string, { version, ...times }: Omit<NewTimes, 'zone'> & { version: number }): Promise<{ series: Series } | { stale: Series }> {
  return atomically(ctx, async (ctx) => {
    const series = found(await findSeries(ctx, id))
    permit(canEditMeeting(ctx.viewer))
    if (series.version !== version) return { stale: series }

    const dates = await listDates(ctx, id)
    const lastBehind = dates.findLast((date) => isBehind(date, ctx.now))
    const next = dates.find((date) => !lastBehind || placeOf(date) > placeOf(lastBehind))
    if (!next) throw new Conflict('Todas las fechas de esta serie ya pasaron: agende una nueva.')
    if (lastBehind && times.start_local.slice(0, 10) <= placeOf(lastBehind).slice(0, 10)) {
      throw new Conflict(`La serie cambia después de su última fecha realizada, el ${formatDay(placeOf(lastBehind).slice(0, 10))}.`)
    }
    if (!isSteady(times.start_local, times.end_local, series.zone)) throw new Conflict('Ese día el reloj cambia a esa hora: elija otra.')

    const removed = (await listRemovals(ctx, id)).filter(({ why }) => why === 'removed').length
    const continued = await splitSeries(ctx, series, placeOf(next), { anew: !isWhole(dates, removed, await findPlan(ctx, series), ctx.now) })
    const { series: after } = await reshape(ctx, continued, { ...times, zone: series.zone }, 'by day')
    const first = after.start_local.slice(0, 10)
    const count = (await listDates(ctx, after.id)).length
    const detail = { folio: next.folio, title: after.title, from: formatDay(first), rule: `${ruleWords(after.rule, first)}, ${endWords(after.last_on, count)}` }
    await record(ctx, 'series.moved', await subjectsOfSeries(ctx, after.id), detail)
    return { series: after }
  })
}
