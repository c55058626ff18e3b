import { redirectWithNotice } from '#app/lib/http-notice.server.ts'

/** Back to the record of a request, saying what was just done, with «Deshacer». */
export const redirectWithUndo = (folio: string, text: string) => redirectWithNotice(`/solicitudes/${folio}`, text, `/solicitudes/${folio}/deshacer`)
