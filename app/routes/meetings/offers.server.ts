import { isPendingPointMissing, listDeferredPoints } from '#app/domain/meetings/queries/deferred.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { startDay, takesPoints } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

export type Offered = Awaited<ReturnType<typeof listOffers>>

/** The points that one click adds to an agenda: what is pending, and what earlier meetings left. */
export async function listOffers(ctx: Context, meeting: Meeting, agenda: { title: string }[]) {
  if (!canEditMeeting(ctx.viewer) || !takesPoints(meeting)) return { pending: false, points: [] }
  return {
    pending: await isPendingPointMissing(ctx, meeting, agenda),
    points: (await listDeferredPoints(ctx, meeting)).map(({ id, title, folio, ...from }) => ({ id, title, folio, on: formatDay(startDay(from)) })),
  }
}
