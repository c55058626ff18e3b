import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'

import { findSeries, type Series } from '../queries.server.ts'
import { listDates } from '../queries/dates.server.ts'
import { isAhead, placeOf } from '../rules.ts'
import type { Scope } from '../terms.ts'

export type Within = { meeting: Meeting; series: Series; dates: Meeting[] }

/**
 * The meeting somebody acts on, its series, and the dates that the act is about: those of its scope that are still
 * ahead, and the meeting itself.
 */
export async function findWithin(ctx: Context, folioOrId: string, scope: Exclude<Scope, 'one'>): Promise<Within> {
  const meeting = found(await findMeeting(ctx, folioOrId))
  permit(canEditMeeting(ctx.viewer))
  if (!meeting.series_id) throw new Conflict('Esta reunión no es de una serie.')
  const series = found(await findSeries(ctx, meeting.series_id))
  const from = placeOf(meeting)
  const all = await listDates(ctx, series.id)
  const dates = all.filter((date) => date.id === meeting.id || ((scope === 'all' || placeOf(date) >= from) && isAhead(date, ctx.now)))
  return { meeting, series, dates }
}
