import { distinguish } from '#app/domain/merges/commands/distinguish.server.ts'
import { distinctionForm } from '#app/domain/merges/forms.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «No son la misma», or that taken back. */
export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, distinctionForm)
  if (!form.ok) throw new Response('Formulario no válido', { status: 400 })
  const { kind, distinct } = form.input
  await distinguish(ctx, form.input)
  return redirectWithNotice(`/duplicados?de=${kind}`, distinct ? 'Anotado: son dos fichas distintas. Puede quitarlo más abajo, en «Marcadas como distintas».' : 'Anotación quitada: se vuelven a comparar.')
})
