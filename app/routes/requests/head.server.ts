import { canAttendRequest } from '#app/domain/connection-requests/policy.ts'
import { findRequest, type ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf, isOpen } from '#app/domain/connection-requests/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'

import { withName } from './row.server.ts'

export type Head = ReturnType<typeof headOf>

/** The request of an act, while it is open. */
export async function findOpen(ctx: Context, folio: string): Promise<ConnectionRequest> {
  const request = found(await findRequest(ctx, folio))
  permit(canAttendRequest(ctx.viewer))
  if (!isOpen(request)) throw new Conflict(`La solicitud ${request.folio} ya está cerrada.`)
  return request
}

/** What the page of an act says of it. */
export const headOf = (request: ConnectionRequest) => ({
  folio: request.folio,
  subject: request.subject,
  asker: request.asker_name,
  counterpart: withName(request),
  badge: badgeOf(request),
})
