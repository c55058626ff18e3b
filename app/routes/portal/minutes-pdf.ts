import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { sendPdf } from '#app/routes/documents/send.server.ts'

export const loader = signedIn(leaders, async (ctx, { params, request }) =>
  sendPdf(ctx, found(await findCopy(ctx, params.folio!)), request, `/m/reuniones/${params.folio}/acta`))
