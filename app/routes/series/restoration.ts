import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { restoreDate } from '#app/domain/series/commands/remove-date.server.ts'
import { restorationForm } from '#app/domain/series/forms.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { checkFields, checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { afterChange } from '../invitations/pending.server.ts'

/** A date that was taken out of a series is held after all. «Deshacer» says it in the address. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const search = new URL(request.url).searchParams
  const form = await checkForm(search.has('date') ? checkFields(search) : await readFields(request), restorationForm)
  if (!form.ok) throw new Conflict('Esa fecha no es de la serie.')
  const { date } = form.input
  const folio = await restoreDate(ctx, params.id!, date)
  return redirectWithNotice(await afterChange(ctx, found(await findMeeting(ctx, folio))), `El ${formatDay(date.slice(0, 10))} volvió a la serie, como ${folio}.`)
})
