import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { copyAskedFor } from './copy.server.ts'
import { sendWord } from './send.server.ts'

export const loader = signedIn(network, async (ctx, { params, request }) =>
  sendWord(ctx, await copyAskedFor(ctx, params.folio!, new URL(request.url)), request))
