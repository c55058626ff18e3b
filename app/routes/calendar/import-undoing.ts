import { undoImport } from '#app/domain/calendar-imports/commands/undo.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

export const action = signedIn(writers, async (ctx, { params }) => {
  await undoImport(ctx, params.id!)
  return redirectWithNotice(`/calendario/importar/${params.id}`, 'La importación se deshizo: el calendario quedó como estaba.')
})
