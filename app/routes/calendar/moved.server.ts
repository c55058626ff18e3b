import { countInvited } from '#app/domain/calendar/queries/page.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

/** The meeting that was just moved here, when somebody would have to be told of it. */
export async function findMoved(ctx: Context, folio: string | null) {
  if (!folio || !writers.some((role) => role === ctx.viewer.role)) return null
  const meeting = await findMeeting(ctx, folio.slice(0, 20))
  if (meeting?.state !== 'called') return null
  const guests = (await countInvited(ctx, [meeting.id])).get(meeting.id) ?? 0
  return guests > 0 ? { folio: meeting.folio, title: meeting.title, guests } : null
}
