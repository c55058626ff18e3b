import { redirect } from '@remix-run/node'

import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { dropFromReminders } from '#app/domain/reminders/commands/silence.server.ts'
import { dropForm } from '#app/domain/reminders/forms.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address, or signs in again on the way, sees the ladder. */
export const loader = signedIn(writers, async (_ctx, { params }) => redirect(`/compromisos/${encodeURIComponent(params.folio!)}/avisos`))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { folio } = found(await findCommitment(ctx, params.folio!))
  const to = `/compromisos/${folio}/avisos`
  const form = await readForm(request, dropForm)
  if (!form.ok) return redirect(to)
  await dropFromReminders(ctx, folio, form.input.address)
  return redirectWithNotice(to, 'No se le escribirá más por este compromiso.')
})
