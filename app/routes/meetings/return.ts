import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { returnForm } from '#app/domain/meetings/forms.server.ts'
import { isPossible } from '#app/domain/meetings/rules/times.ts'
import { Conflict } from '#app/lib/errors.ts'
import { checkFields, checkForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Takes a move back: another move, to the times the address remembers. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await checkForm(checkFields(new URL(request.url).searchParams), returnForm)
  if (!form.ok || !isPossible(form.input)) throw new Conflict('Ya no se puede deshacer: mueva la reunión.')
  const { version, ...when } = form.input
  const theirs = await moveMeeting(ctx, params.folio!, when, version)
  if (theirs) throw new Conflict('La reunión cambió después: muévala a mano.')
  return redirectWithNotice(`/reuniones/${params.folio}`, 'La reunión volvió a su hora.')
})
