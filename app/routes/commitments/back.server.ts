import { undoReturningTo } from '#app/lib/http-notice.server.ts'
import { safeRedirect } from '#app/lib/safe-redirect.ts'

/** The list that somebody came from, whatever the address says. */
export const listToReturnTo = (back: unknown) => {
  const to = safeRedirect(back, '/compromisos')
  return to.startsWith('/compromisos?') || BACK.test(to) ? to : '/compromisos'
}

/** Every page with commitments in it. */
const BACK = /^\/((compromisos|reuniones|instituciones|acuerdos|buscar)([/?].*)?)?$/

export const undoPath = (batch_id: string) => `/compromisos/lote/${batch_id}/deshacer`

/** Takes a batch back and returns to that list. */
export const undoAddress = (batch_id: string, back: string) => undoReturningTo(undoPath(batch_id), back)
