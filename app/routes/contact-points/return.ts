import { restoreContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { findOwner } from '#app/domain/contact-points/queries/owner.server.ts'
import { findContactPoint, ownerOf } from '#app/domain/contact-points/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Deshacer» of an ending. */
export const action = signedIn(writers, async (ctx, { params }) => {
  const point = found(await findContactPoint(ctx, params.id!))
  const owner = found(await findOwner(ctx, ownerOf(point)))
  await restoreContactPoint(ctx, point.id)
  return redirectWithNotice(owner.to, `${point.shown} vuelve a estar en uso.`)
})
