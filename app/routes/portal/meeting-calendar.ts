import { renderMeeting } from '#app/domain/calendar/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'
import { calendarHeaders } from '#app/lib/ics-http.server.ts'
import { leaders } from '#app/lib/roles.ts'

/** One meeting as a file for a calendar program; its link leads to the portal, where a leader can follow it. */
export const loader = signedIn(leaders, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const body = renderMeeting(ctx, meeting)
  const headers = calendarHeaders({
    etag: etagOf(body),
    changed_at: meeting.changed_at,
    filename: `${meeting.folio}.ics`,
    attachment: true,
  })
  return new Response(body, { headers })
})
