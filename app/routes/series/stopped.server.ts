import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import type { Scope } from '#app/domain/series/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { plural } from '#app/lib/text.ts'

import { afterChange } from '../invitations/pending.server.ts'

const said = { cancelled: ['Cancelada.', 'Canceladas'], suspended: ['Suspendida.', 'Suspendidas'] } as const

/** Cancels or suspends one date, or several of its series, and says how to take it back. */
export async function stopAndTell(ctx: Context, folio: string, state: 'cancelled' | 'suspended', reason: string | null, scope: Scope) {
  const { series_id } = found(await findMeeting(ctx, folio))
  const count = await stopDates(ctx, folio, state, reason, series_id ? scope : 'one')
  const [one, many] = said[state]
  const stopped = found(await findMeeting(ctx, folio))
  if (!series_id || scope === 'one') return redirectWithNotice(await afterChange(ctx, stopped), one, `/reuniones/${folio}/estado?state=called`)
  const undo = `/reuniones/series/${series_id}/convocatoria?at=${ctx.now.toISOString()}`
  return redirectWithNotice(await afterChange(ctx, stopped, `/reuniones/series/${series_id}`), `${many}: ${plural(count, 'fecha', 'fechas')}.`, undo)
}
