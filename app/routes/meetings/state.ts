import { followMeeting } from '#app/domain/connection-requests/commands/advance.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { stateForm } from '#app/domain/meetings/forms.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { checkFields, checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'

const said = { called: 'Convocada.', in_progress: 'En curso: ya se puede tomar el acta.', held: 'Marcada como realizada.' } as const

/** The steps that need no words: to call, to start, to hold. «Deshacer» says the state in the address. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const search = new URL(request.url).searchParams
  const form = await checkForm(search.has('state') ? checkFields(search) : await readFields(request), stateForm)
  if (!form.ok) throw new Conflict('Ese paso no existe.')
  const { state } = form.input
  await atomically(ctx, async (ctx) => {
    await changeState(ctx, params.folio!, state)
    await followMeeting(ctx, params.folio!)
  })
  return redirectWithNotice(`/reuniones/${params.folio}${state === 'in_progress' ? '?seccion=acta' : ''}`, said[state])
})
