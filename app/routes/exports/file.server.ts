import type { Exported } from '#app/domain/exports/commands/write.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { spreadsheetHeaders } from '#app/lib/spreadsheet.server.ts'

/** Answers a spreadsheet. Whoever only asks for its headers leaves no trace and gets no file. */
export async function sendBook(
  ctx: Context,
  { method, url }: Request,
  name: string,
  make: (ctx: Context, search: URLSearchParams) => Promise<Exported>,
) {
  if (method === 'HEAD') return new Response(null, { headers: spreadsheetHeaders(`hilvan-${name}.xlsx`) })
  const { filename, bytes } = await make(ctx, new URL(url).searchParams)
  return new Response(bytes, { headers: spreadsheetHeaders(filename) })
}
