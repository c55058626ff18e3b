import { renderMeeting } from '#app/domain/calendar/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'
import { calendarHeaders } from '#app/lib/ics-http.server.ts'
import { network } from '#app/lib/roles.ts'

/** One meeting, for the calendar of whoever may see it. */
export const loader = signedIn(network, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  if (meeting.state === 'draft') return new Response('Un borrador no se publica: convoque primero la reunión.', { status: 409 })

  const body = renderMeeting(ctx, meeting)
  const version = { etag: etagOf(body), changed_at: meeting.changed_at }
  return new Response(body, { headers: calendarHeaders({ ...version, filename: `${meeting.folio}.ics`, attachment: true }) })
})
