import { startRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { redirectWithUndo } from './undo-address.server.ts'

/** «Ponerla en curso»: somebody works on it. */
export const action = signedIn(writers, async (ctx, { params }) => {
  const { folio } = found(await findRequest(ctx, params.folio!))
  await startRequest(ctx, folio)
  return redirectWithUndo(folio, `${folio} está en curso.`)
})
