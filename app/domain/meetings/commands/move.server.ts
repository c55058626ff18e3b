import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting, type Meeting } from '../queries.server.ts'
import { isPlanned, startDay } from '../rules.ts'
import { instantsOf, isPossible, problemInSeries, type Local } from '../rules/times.ts'
import { meetingStates } from '../terms.ts'
import { change } from './change.server.ts'

/**
 * Gives a meeting another date, hour or zone. Moving it back is the same act with the former times. Answers the
 * meeting as it stands when somebody else had changed it meanwhile; nothing is written then.
 */
export async function moveMeeting(ctx: Context, folioOrId: string, when: Local, version: number): Promise<Meeting | undefined> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (!isPlanned(meeting)) throw new Conflict(`Esta reunión está como «${meetingStates[meeting.state]}»: ya no se puede mover.`)
    if (!isPossible(when)) throw new Conflict('Esa hora no existe en el lugar de la reunión, o termina antes de empezar.')
    const problem = meeting.series_zone ? problemInSeries(when, meeting.series_zone) : undefined
    if (problem) throw new Conflict(problem)
    if (meeting.version !== version) return meeting

    const { start_local, end_local, from_on, until_on, zone, repeated_hour } = when
    const set = { start_local, end_local, from_on, until_on, zone, repeated_hour, ...instantsOf(when) }
    await change(ctx, meeting, { set, action: 'meeting.moved', detail: { from: momentText(meeting), to: momentText(when) }, version })
    return undefined
  })
}

/** «24-11-2026 09:30», «24-11-2026». */
const momentText = (when: Pick<Local, 'start_local' | 'from_on'>) =>
  [formatDay(startDay(when)), when.start_local?.slice(11)].filter(Boolean).join(' ')
