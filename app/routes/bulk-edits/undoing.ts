import { undoBulkEdit } from '#app/domain/bulk-edits/commands.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { listToReturnTo } from './selection.server.ts'
import { undoneText } from './several.server.ts'

/** «Deshacer» of what was done to several: each has what it had, except where somebody changed it since. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { act, undone, kept } = await undoBulkEdit(ctx, params.id!)
  return redirectWithNotice(listToReturnTo(act, new URL(request.url).searchParams.get('volver')), undoneText(undone, kept))
})
