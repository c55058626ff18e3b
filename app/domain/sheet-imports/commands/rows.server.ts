import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { isBlankRow } from '#app/lib/sheets/cells.ts'
import { headerAt } from '#app/lib/sheets/header.ts'
import { outsideTransaction } from '#app/lib/transaction.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { findImport, findSheet } from '../queries.server.ts'
import { whileOpen } from './open.server.ts'

const CHUNK = 250

/**
 * Takes the rows below the header of the sheet that was chosen, to be reviewed. What was mended in the rows of an earlier
 * import of the same file (`from_id`) is taken over. Others are served meanwhile, so it is no part of a transaction: until
 * the last row is in, the import is not reviewed, and whoever decides anew begins anew.
 */
export async function insertRows(ctx: Context, import_id: string, from_id?: string) {
  outsideTransaction('Taking the rows of a sheet')
  const { settings, version } = found(await findImport(ctx, import_id))
  const { rows } = found(await findSheet(ctx, import_id, settings.sheet))
  const { first } = headerAt(rows, settings.header ?? null)
  const mended = await listMended(ctx, from_id)
  const turn = takingTurns()
  const open = { import_id, version }
  let position = 0
  if (!(await whileOpen(ctx, open, ({ db }) => db.deleteFrom('sheet_import_rows').where('import_id', '=', import_id).execute()))) return
  for (let at = first; at < rows.length; at += CHUNK) {
    const filled = rows.slice(at, at + CHUNK).flatMap((cells, n) => (isBlankRow(cells) ? [] : [{ cells: JSON.stringify(cells), line: at + n + 1 }]))
    const stored = filled.map((row) => ({ import_id, position: position++, ...row })).map((row) => ({ ...row, ...(mended.get(row.position) ?? { fixed: null, skipped: 0 as const }) }))
    if (stored.length > 0 && !(await whileOpen(ctx, open, ({ db }) => db.insertInto('sheet_import_rows').values(stored).execute()))) return
    await turn()
  }
}

async function listMended({ db }: Context, import_id: string | undefined) {
  if (!import_id) return new Map<number, { fixed: string | null; skipped: 0 | 1 }>()
  const rows = await db.selectFrom('sheet_import_rows').select(['position', 'fixed', 'skipped']).where('import_id', '=', import_id).execute()
  return new Map(rows.map(({ position, ...mended }) => [position, mended]))
}
