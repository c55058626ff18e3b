import { safeRedirect } from '#app/lib/safe-redirect.ts'

/** The list that somebody came from, whatever the address says. */
export const listToReturnTo = (fields: { get(name: string): unknown }) => {
  const back = safeRedirect(fields.get('volver'), '/compromisos')
  return back.startsWith('/compromisos?') || BACK.test(back) ? back : '/compromisos'
}

/** Every page with commitments in it. */
const BACK = /^\/((compromisos|reuniones|instituciones|acuerdos|buscar)([/?].*)?)?$/

/** Takes a batch back and returns to that list; an address too long for a notice returns to the plain one. */
export function undoAddress(batch_id: string, back: string) {
  const address = `/compromisos/lote/${batch_id}/deshacer?volver=${encodeURIComponent(back)}`
  return address.length <= 500 ? address : `/compromisos/lote/${batch_id}/deshacer`
}
