import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { canGo, startDay } from '../rules.ts'
import { meetingStates, type MeetingState } from '../terms.ts'
import { change } from './change.server.ts'
import { writeSnapshot } from './participants.server.ts'

/**
 * Calls, starts, holds, closes, suspends or cancels a meeting, or calls it again. A cancelled one needs its reason,
 * which everybody reads. From the moment it has been held, who took part is written down.
 */
export async function changeState(ctx: Context, folioOrId: string, state: MeetingState, reason: string | null = null) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (meeting.state === state) throw new Conflict(`La reunión ya estaba como «${meetingStates[state]}».`)
    if (!canGo(meeting.state, state)) {
      throw new Conflict(`Una reunión «${meetingStates[meeting.state]}» no puede pasar a «${meetingStates[state]}».`)
    }
    if (state === 'cancelled' && !reason) throw new Conflict('Escriba por qué se cancela.')
    const day = startDay(meeting)
    if ((state === 'in_progress' || state === 'held') && day > todayIn(meeting.zone, ctx.now)) {
      throw new Conflict(`La reunión es el ${formatDay(day)}: muévala si ya ocurrió.`)
    }

    if (state === 'held' || state === 'closed') await writeSnapshot(ctx, meeting)
    const cancelled = state === 'cancelled'
    await change(ctx, meeting, {
      set: { state, state_reason: reason },
      action: cancelled ? 'meeting.cancelled' : 'meeting.state_changed',
      detail: { ...(cancelled ? {} : { state: meetingStates[state] }), reason },
    })
  })
}
