import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { isBlankRow } from '#app/lib/sheets/cells.ts'
import { headerAt } from '#app/lib/sheets/header.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { findImport, listSheets } from '../queries.server.ts'

const CHUNK = 250

/**
 * Takes the rows below the header of the sheet that was chosen, to be reviewed. What was mended in the rows of an earlier
 * import of the same file (`from_id`) is taken over.
 */
export async function insertRows(ctx: Context, import_id: string, from_id?: string) {
  const { settings } = found(await findImport(ctx, import_id))
  const sheets = await listSheets(ctx, import_id)
  const { rows } = found(sheets[settings.sheet ?? -1])
  const { first } = headerAt(rows, settings.header ?? null)
  const mended = await listMended(ctx, from_id)
  const filled = rows.flatMap((cells, at) => (at >= first && !isBlankRow(cells) ? [{ cells: JSON.stringify(cells), line: at + 1 }] : []))
  const stored = filled.map((row, position) => ({ import_id, position, ...row, ...(mended.get(position) ?? { fixed: null, skipped: 0 as const }) }))

  await ctx.db.deleteFrom('sheet_import_rows').where('import_id', '=', import_id).execute()
  const turn = takingTurns()
  for (let at = 0; at < stored.length; at += CHUNK) {
    await ctx.db.insertInto('sheet_import_rows').values(stored.slice(at, at + CHUNK)).execute()
    await turn()
  }
}

async function listMended({ db }: Context, import_id: string | undefined) {
  if (!import_id) return new Map<number, { fixed: string | null; skipped: 0 | 1 }>()
  const rows = await db.selectFrom('sheet_import_rows').select(['position', 'fixed', 'skipped']).where('import_id', '=', import_id).execute()
  return new Map(rows.map(({ position, ...mended }) => [position, mended]))
}
