import { confirmPerson } from '#app/domain/people/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** Everything has been checked today, and is so. */
export const action = signedIn(writers, async (ctx, { params }) => {
  await confirmPerson(ctx, params.id!)
  return redirectWithNotice(`/contactos/${params.id}`, 'Datos confirmados hoy.')
})
