import { returnForm } from '#app/domain/meetings/forms.server.ts'
import { isPossible } from '#app/domain/meetings/rules/times.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { checkFields, checkForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Takes a move back: another move, to the times the address remembers. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await checkForm(checkFields(new URL(request.url).searchParams), returnForm)
  if (!form.ok || !isPossible(form.input)) throw new Conflict('Ya no se puede deshacer: mueva la reunión.')
  const { version, scope, ...when } = form.input
  const { stale } = await moveDates(ctx, params.folio!, when, version, scope)
  if (stale) throw new Conflict('La reunión cambió después: muévala a mano.')
  return redirectWithNotice(`/reuniones/${params.folio}`, scope === 'one' ? 'La reunión volvió a su hora.' : 'La serie volvió a su hora.')
})
