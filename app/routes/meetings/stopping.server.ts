import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { canGo } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingStates, type MeetingState } from '#app/domain/meetings/terms.ts'
import { scopes, type Scope } from '#app/domain/series/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'

/** The meeting that is about to be cancelled or suspended, if it may be, and which dates of its series the address speaks of. */
export async function findToStop(ctx: Context, folioOrId: string, state: MeetingState, request: Request) {
  const meeting = found(await findMeeting(ctx, folioOrId))
  permit(canEditMeeting(ctx.viewer))
  if (!canGo(meeting.state, state)) throw new Conflict(`Esta reunión está como «${meetingStates[meeting.state]}».`)
  const asked = new URL(request.url).searchParams.get('fechas') ?? ''
  const scope = Object.hasOwn(scopes, asked) ? (asked as Scope) : ('one' as const)
  return { folio: meeting.folio, title: meeting.title, when: whenText(meeting, ctx.viewer.zone), repeats: meeting.series_id !== null, scope }
}
