import { undoBulkEdit } from '#app/domain/bulk-edits/commands.server.ts'
import { namesText } from '#app/domain/bulk-edits/rules.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'

import { listToReturnTo } from './selection.server.ts'

/** «Deshacer» of what was done to several: each has what it had, except where somebody changed it since. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { act, undone, kept } = await undoBulkEdit(ctx, params.id!)
  const rest = kept.length > 0 ? ` ${plural(kept.length, 'cambió', 'cambiaron')} después y ${kept.length === 1 ? 'queda' : 'quedan'} como está${kept.length === 1 ? '' : 'n'}: ${namesText(kept)}.` : ''
  const text = `${undone === 1 ? 'Se deshizo.' : `Se deshicieron ${undone}.`}${rest}`
  return redirectWithNotice(listToReturnTo(act, new URL(request.url).searchParams.get('volver')), text.slice(0, 300))
})
