import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { undoRelation } from '#app/domain/relations/commands.server.ts'
import { relationUndoForm } from '#app/domain/relations/forms.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { id } = found(await findInstitution(ctx, params.id!))
  const form = await readForm(request, relationUndoForm)
  await undoRelation(ctx, params.relation!, found(form.ok ? form.input : undefined))
  return redirectWithNotice(`/instituciones/${id}?seccion=red`, 'Hecho: la red quedó como antes.')
})
