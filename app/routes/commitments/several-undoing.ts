import { undoBatch } from '#app/domain/commitments/commands/undo.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { writers } from '#app/lib/roles.ts'

import { undoneText } from '../bulk-edits/several.server.ts'
import { listToReturnTo } from './back.server.ts'

/** «Deshacer», of one act or of many done together: another act that puts everything back. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { undone, kept } = await undoBatch(ctx, params.lote!)
  return redirectWithNotice(listToReturnTo(new URL(request.url).searchParams.get('volver')), undoneText(undone, kept))
})
