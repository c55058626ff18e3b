import { findFile } from '#app/domain/files/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { anybody } from '#app/lib/roles.ts'
import { download } from '#app/lib/uploads.server.ts'

export const loader = signedIn(anybody, async (ctx, { params }) => {
  const file = found(await findFile(ctx, params.id!))
  return found(await download(file))
})
