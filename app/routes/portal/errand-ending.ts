import { redirect } from '@remix-run/node'

import { endErrand } from '#app/domain/access/commands/errand.server.ts'
import { findToAnswer } from '#app/domain/portal/queries/commitments.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'

/** Only by POST: whoever comes by address sees the commitment. */
export const loader = signedIn(leaders, async (ctx, { params }) => redirect(`/m/compromisos/${(await findToAnswer(ctx, params.folio!)).folio}`))

export const action = signedIn(leaders, async (ctx, { params }) => {
  const { id, folio } = await findToAnswer(ctx, params.folio!)
  await endErrand(ctx, id, params.id!)
  return redirectWithNotice(`/m/compromisos/${folio}`, 'El encargo terminó: su enlace ya no sirve.')
})
