import { redirect } from '@remix-run/node'

import { dropForm } from '#app/domain/calendar/forms.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { formatDayMonth, formatTime, localOf, readLocal, toUtc } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { checkFields, checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice, redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'

export const loader = signedIn(writers, async () => redirect('/calendario'))

/** Moves what was dragged in the grid. Undoing is the same act with the former hours, carried by the address. */
export const action = signedIn(writers, async (ctx, { request }) => {
  const fields = await readFields(request)
  for (const [name, value] of checkFields(new URL(request.url).searchParams)) if (!fields.has(name)) fields.set(name, value)
  const form = await checkForm(fields, dropForm)
  const back = safeRedirect(fields.get('back'), '/calendario')
  if (!form.ok) return redirectWithProblem(back, 'No se pudo mover: esa hora no existe.')

  const { zone } = ctx.viewer
  const { folio, version, start, end } = form.input
  if (readLocal(start, zone).kind !== 'ok' || readLocal(end, zone).kind !== 'ok') {
    return redirectWithProblem(back, 'No se movió: a esa hora el reloj cambia ese día. Elija otra.')
  }
  const meeting = found(await findMeeting(ctx, folio))
  const former = { start: localOf(meeting.starts_at, zone), end: localOf(meeting.ends_at, zone) }
  const when = {
    start_local: localOf(toUtc(start, zone), meeting.zone),
    end_local: localOf(toUtc(end, zone), meeting.zone),
    from_on: null,
    until_on: null,
    zone: meeting.zone,
    repeated_hour: 0 as const,
  }
  const stale = await moveMeeting(ctx, folio, when, version)
  if (stale) return redirectWithProblem(back, `Alguien cambió «${stale.title}» mientras tanto: revise sus horas y muévala de nuevo.`)

  const undo = new URLSearchParams({ folio, version: String(version + 1), ...former, back })
  const text = `«${meeting.title}» pasó al ${formatDayMonth(start.slice(0, 10))}, ${formatTime(start)}.`
  return redirectWithNotice(marked(back, folio), text, `/calendario/traslado?${undo}`)
})

/** The calendar asks there whom to tell of the move. */
function marked(back: string, folio: string) {
  if (!/^\/calendario(\?|$)/.test(back)) return back
  const [path, search] = back.split('?')
  const params = new URLSearchParams(search)
  params.set('movida', folio)
  return `${path}?${params}`
}
