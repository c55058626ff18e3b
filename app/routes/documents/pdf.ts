import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { copyAskedFor } from './copy.server.ts'
import { sendPdf } from './send.server.ts'

export const loader = signedIn(network, async (ctx, { params, request }) => {
  const url = new URL(request.url)
  const copy = await copyAskedFor(ctx, params.folio!, url)
  return sendPdf(ctx, copy, request, `/reuniones/${params.folio}/acta/imprimir${url.search}`)
})
