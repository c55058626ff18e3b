import { exportMinutes } from '#app/domain/exports/commands/minutes.server.ts'
import type { Copy } from '#app/domain/minutes/queries/closed.server.ts'
import { fileName } from '#app/domain/minutes/rules/documents.ts'
import type { Context } from '#app/lib/context.server.ts'
import { redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { printPdf } from '#app/lib/pdf.server.ts'

import { wantsOficio } from './copy.server.ts'
import { printable } from './printable.server.tsx'
import { wordFile } from './word.server.ts'

/** Whoever only asks for the headers of a file leaves no trace and gets none. */
export async function sendWord(ctx: Context, copy: Copy, { method, url }: Request) {
  const headers = fileHeaders(copy, 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
  if (method === 'HEAD') return new Response(null, { headers })
  const bytes = await wordFile(copy, wantsOficio(new URL(url)))
  await exportMinutes(ctx, copy, 'Word')
  return new Response(bytes, { headers })
}

/** Where no browser makes it, it leads to `byHand`, where one's own browser does. */
export async function sendPdf(ctx: Context, copy: Copy, { method, url }: Request, byHand: string, print = printPdf) {
  const headers = fileHeaders(copy, 'pdf', 'application/pdf')
  if (method === 'HEAD') return new Response(null, { headers })
  const bytes = await print(printable(copy, wantsOficio(new URL(url))))
  if (!bytes) return redirectWithProblem(byHand, 'Ahora no se puede hacer el PDF aquí. Imprima esta página y elija «Guardar como PDF».')
  await exportMinutes(ctx, copy, 'PDF')
  return new Response(bytes, { headers })
}

const fileHeaders = ({ content, party }: Copy, ending: string, type: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${fileName(content, party)}.${ending}"`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
