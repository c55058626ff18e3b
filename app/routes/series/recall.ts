import { recallDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { recallForm } from '#app/domain/series/forms.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { checkFields, checkForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'

import { afterSeriesChange } from '../invitations/pending.server.ts'

/** Takes back a stop of several dates, whose moment the address remembers. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await checkForm(checkFields(new URL(request.url).searchParams), recallForm)
  if (!form.ok) throw new Conflict('Ya no se puede deshacer: convoque otra vez cada fecha.')
  const count = await recallDates(ctx, params.id!, form.input.at)
  return redirectWithNotice(await afterSeriesChange(ctx, params.id!), `Convocadas otra vez: ${plural(count, 'fecha', 'fechas')}.`)
})
