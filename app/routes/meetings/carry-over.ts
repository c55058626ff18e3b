import { carryPoint } from '#app/domain/meetings/commands/carry.server.ts'
import { carryForm } from '#app/domain/meetings/forms.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { backTo } from './offer-address.ts'

/** A point that another meeting left is added to this agenda. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, carryForm)
  if (!form.ok) throw new Conflict('Diga qué punto se agrega.')
  await carryPoint(ctx, params.folio!, form.input.point)
  return redirectWithNotice(backTo(params.folio!, form.input.back), 'Agregado a la pauta.')
})
