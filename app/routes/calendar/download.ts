import { calendarFilter, renderCalendar } from '#app/domain/calendar/queries.server.ts'
import { windowOf } from '#app/domain/feeds/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'
import { calendarHeaders } from '#app/lib/ics-http.server.ts'
import { network } from '#app/lib/roles.ts'

/** «Descargar una copia»: the same entries as a subscribed calendar of this filter, in a file that never changes. */
export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const asked = calendarFilter(search)
  const window = windowOf(today(ctx))
  const body = await renderCalendar(ctx, search, {
    name: 'Reuniones de la red',
    detail: 'full',
    include_due: search.getAll('capa').includes('vencimientos'),
    subscribed: false,
    // Whoever asks for other days gets them; a file is not asked for again every hour.
    from: asked.from ?? window.from,
    until: asked.until ? addDays(asked.until, 1) : window.until,
  })
  const version = { etag: etagOf(body), changed_at: ctx.now.toISOString() }
  return new Response(body, { headers: calendarHeaders({ ...version, filename: 'hilvan-reuniones.ics', attachment: true }) })
})
