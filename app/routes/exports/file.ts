import { exportList, fileNameOf } from '#app/domain/exports/commands/lists.server.ts'
import { exportFormats, exportLists, type ExportFormat, type ExportList } from '#app/domain/exports/terms.ts'
import { byteStream } from '#app/lib/byte-stream.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

const types: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  vcf: 'text/vcard; charset=utf-8',
}

/** Whoever only asks for the headers of a file leaves no trace and gets none of it. */
export const loader = signedIn(network, async (ctx, { request, params }) => {
  const { searchParams: search } = new URL(request.url)
  const file = { ...fileOf(params.file!), version: search.get('version') === '4.0' ? '4.0' as const : '3.0' as const }
  const headers = {
    'Content-Type': types[file.format],
    'Content-Disposition': `attachment; filename="${fileNameOf(ctx, file)}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(byteStream(await exportList(ctx, file, search)), { headers })
})

/** «compromisos.csv». */
function fileOf(name: string): { list: ExportList; format: ExportFormat } {
  const [list, format, ...more] = name.split('.')
  if (more.length > 0 || !list || !format || !Object.hasOwn(exportLists, list) || !Object.hasOwn(exportFormats, format)) throw new NotFound()
  if (format === 'vcf' && list !== 'contactos') throw new NotFound()
  return { list: list as ExportList, format: format as ExportFormat }
}
