import { renderSeries } from '#app/domain/calendar/queries.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'
import { calendarHeaders } from '#app/lib/ics-http.server.ts'
import { network } from '#app/lib/roles.ts'

/** A whole series as a file for a calendar program. */
export const loader = signedIn(network, async (ctx, { params }) => {
  const series = found(await findSeries(ctx, params.id!))
  const body = found(await renderSeries(ctx, series))
  const version = { etag: etagOf(body), changed_at: series.changed_at }
  return new Response(body, { headers: calendarHeaders({ ...version, filename: 'hilvan-serie.ics', attachment: true }) })
})
