import { inviteSuccessor } from '#app/domain/meetings/commands/succeed.server.ts'
import { successionForm } from '#app/domain/meetings/forms.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { afterChange } from '../invitations/pending.server.ts'

/** Whoever holds the post on the day is asked, and no longer whoever left it. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, successionForm)
  if (!form.ok) throw new Conflict('Diga a quién se reemplaza.')
  const { holder, invited } = await inviteSuccessor(ctx, params.folio!, form.input.participant)
  const meeting = found(await findMeeting(ctx, params.folio!))
  return redirectWithNotice(await afterChange(ctx, meeting, `/reuniones/${meeting.folio}?seccion=asistencia`), `La reunión invita a ${holder}, y ya no a ${invited}.`)
})
