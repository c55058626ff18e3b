import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { deferralForm } from '#app/domain/meetings/forms.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { checkFields, checkForm, readFields } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** A point is left for another meeting, or treated after all. «Deshacer» says the opposite in the address. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const search = new URL(request.url).searchParams
  const form = await checkForm(search.has('point') ? checkFields(search) : await readFields(request), deferralForm)
  if (!form.ok) throw new Conflict('Diga qué punto se deja para otra reunión.')
  const { point, deferred } = form.input
  const { title, carried_to } = await deferPoint(ctx, params.folio!, point, deferred)
  const undo = `/reuniones/${params.folio}/pauta/aplazamiento?point=${encodeURIComponent(point)}&deferred=${deferred ? 'no' : 'si'}`
  const left = carried_to ? `«${title}» pasó a la pauta de ${carried_to}, la fecha siguiente de la serie.` : `«${title}» quedó para otra reunión.`
  const said = deferred ? left : `«${title}» volvió a esta pauta.`
  return redirectWithNotice(`/reuniones/${params.folio}?seccion=pauta`, said, undo)
})
