import { addPendingPoint } from '#app/domain/meetings/commands/carry.server.ts'
import { pendingForm } from '#app/domain/meetings/forms.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { backTo } from './offer-address.ts'

/** The agenda begins with what is pending between those present. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, pendingForm)
  if (!form.ok) throw new Conflict('No se entendió desde dónde se agrega.')
  await addPendingPoint(ctx, params.folio!)
  return redirectWithNotice(backTo(params.folio!, form.input.back), 'Agregado al comienzo de la pauta.')
})
