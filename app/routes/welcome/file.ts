import { exportWelcome } from '#app/domain/exports/commands/welcome.server.ts'
import { byteStream } from '#app/lib/byte-stream.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { printPdf } from '#app/lib/pdf.server.ts'
import { writers } from '#app/lib/roles.ts'

import { folderAskedFor, folderName } from './folder.server.ts'
import { folderHtml, folderZip } from './pieces.server.tsx'

const types = { pdf: 'application/pdf', zip: 'application/zip' } as const

/** «carpeta.pdf» or «carpeta.zip». Whoever only asks for the headers leaves no trace. */
export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const format = params.file === 'carpeta.pdf' ? 'pdf' : params.file === 'carpeta.zip' ? 'zip' : undefined
  if (!format) throw new NotFound()
  const asked = await folderAskedFor(ctx, params.id!)
  const headers = {
    'Content-Type': types[format],
    'Content-Disposition': `attachment; filename="${folderName(asked.folder)}.${format}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  if (format === 'zip') {
    await exportWelcome(ctx, asked.folder, 'zip')
    return new Response(byteStream(folderZip(ctx, asked)), { headers })
  }
  const bytes = await printPdf(folderHtml(asked))
  if (!bytes) return redirectWithProblem(`/cargos/${params.id}/bienvenida`, 'Ahora no se puede hacer el PDF aquí. Imprima esta página y elija «Guardar como PDF».')
  await exportWelcome(ctx, asked.folder, 'PDF')
  return new Response(bytes, { headers })
})
