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
 * Takes the rows below the header of the sheet that was chosen, to be reviewed. What was mended in its lines stays; that of
 * an earlier import of the same file (`from_id`) is taken over. Others are served meanwhile, so it is no part of a transaction: until
 * the last row is in, the import is not reviewed, and whoever decides anew begins anew.
 */
export async function insertRows(ctx: Context, import_id: string, from_id = import_id) {
  outsideTransaction('Taking the rows of a sheet')
  const { settings, version } = found(await findImport(ctx, import_id))
  const { rows } = found(await findSheet(ctx, import_id, settings.sheet))
  const { first } = headerAt(rows, settings.header ?? null)
  const mended = await listMended(ctx, from_id)
  const turn = takingTurns()
  const open = { import_id, version }
  let position = 0
  for (let at = first; at < rows.length; at += CHUNK) {
    const filled = rows.slice(at, at + CHUNK).flatMap((cells, n) => (isBlankRow(cells) ? [] : [{ cells: JSON.stringify(cells), line: at + n + 1 }]))
    const stored = filled.map((row) => ({ import_id, position: position++, ...row, ...(mended.get(row.line) ?? { fixed: null, skipped: 0 as const }) }))
    if (stored.length > 0 && !(await whileOpen(ctx, open, (ctx) => writeRows(ctx, stored)))) return
    await turn()
  }
  await whileOpen(ctx, open, ({ db }) => db.deleteFrom('sheet_import_rows').where('import_id', '=', import_id).where('position', '>=', position).execute())
}

type Stored = { import_id: string; position: number; line: number; cells: string; fixed: string | null; skipped: 0 | 1 }

/** Over those of before: until the last one, what was mended is in one or in the other. */
const writeRows = ({ db }: Context, rows: Stored[]) =>
  db
    .insertInto('sheet_import_rows')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['import_id', 'position']).doUpdateSet((eb) => ({
      line: eb.ref('excluded.line'), cells: eb.ref('excluded.cells'), fixed: eb.ref('excluded.fixed'), skipped: eb.ref('excluded.skipped'),
    })))
    .execute()

/** What was decided of single rows, by their line. */
async function listMended({ db }: Context, import_id: string) {
  const rows = await db
    .selectFrom('sheet_import_rows')
    .select(['line', 'fixed', 'skipped'])
    .where('import_id', '=', import_id)
    .where((eb) => eb.or([eb('fixed', 'is not', null), eb('skipped', '=', 1)]))
    .execute()
  return new Map(rows.map(({ line, ...mended }) => [line, mended]))
}
