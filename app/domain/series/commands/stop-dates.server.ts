import { record } from '#app/domain/activity/commands.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { canGo } from '#app/domain/meetings/rules.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findSeries } from '../queries.server.ts'
import { listDates } from '../queries/dates.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { placeOf } from '../rules.ts'
import type { Scope } from '../terms.ts'
import { findWithin } from './scope.server.ts'
import { writeDates } from './write-dates.server.ts'

type Stop = 'cancelled' | 'suspended'

/**
 * Cancels or suspends the dates of a scope that are still ahead; they stay in the same series. One that was suspended by
 * itself stays so: taking the stop back must not call it again. Answers how many.
 */
export async function stopDates(ctx: Context, folioOrId: string, state: Stop, reason: string | null, scope: Scope): Promise<number> {
  if (scope === 'one') {
    await changeState(ctx, folioOrId, state, reason)
    return 1
  }
  return atomically(ctx, async (ctx) => {
    const { meeting, series, dates } = await findWithin(ctx, folioOrId, scope)
    if (state === 'cancelled' && !reason) throw new Conflict('Escriba por qué se cancelan.')
    const stopped = dates.filter((date) => date.state !== 'suspended' && canGo(date.state, state))
    if (stopped.length === 0) throw new Conflict('Ninguna de esas fechas se puede detener ahora.')

    await writeDates(ctx, series.id, stopped.map((date) => ({ date, set: { state, state_reason: reason } })))
    const from = placeOf(stopped[0]!)
    const detail = { folio: meeting.folio, title: series.title, state: meetingStates[state], from: formatDay(from.slice(0, 10)), reason }
    await record(ctx, 'series.stopped', await subjectsOfSeries(ctx, series.id, from), detail)
    return stopped.length
  })
}

/** Takes back a stop of several dates: `at` is its moment, ISO-8601 UTC. What changed afterwards stays. Answers how many. */
export async function recallDates(ctx: Context, series_id: string, at: string): Promise<number> {
  return atomically(ctx, async (ctx) => {
    const series = found(await findSeries(ctx, series_id))
    permit(canEditMeeting(ctx.viewer))
    const dates = (await listDates(ctx, series.id)).filter(({ state, updated_at }) => (state === 'cancelled' || state === 'suspended') && updated_at === at)
    const [first] = dates
    if (!first) throw new Conflict('Ya no se puede deshacer: convoque otra vez cada fecha.')

    await writeDates(ctx, series.id, dates.map((date) => ({ date, set: { state: 'called' as const, state_reason: null } })))
    const from = placeOf(first)
    const detail = { folio: first.folio, title: series.title, from: formatDay(from.slice(0, 10)) }
    await record(ctx, 'series.called', await subjectsOfSeries(ctx, series.id, from), detail)
    return dates.length
  })
}
