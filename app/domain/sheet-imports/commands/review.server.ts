import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { plural } from '#app/lib/text.ts'
import { atomically, outsideTransaction } from '#app/lib/transaction.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { findImport, listRows } from '../queries.server.ts'
import { readDirectory, readNames } from '../queries/directory.server.ts'
import { planningFor, type Asked } from '../queries/planning.server.ts'
import { planRow } from '../rules/plan-row.server.ts'
import type { Plan } from '../rules/plan.ts'
import { reachedBy } from '../rules/reached.server.ts'
import type { StoredRow } from '../rules/row-values.ts'

const CHUNK = 200
const PAGE = 2000

/** What would become of these rows, one after the other, in the directory as it stands. */
export async function planRows(ctx: Context, asked: Asked, rows: StoredRow[]): Promise<{ row: StoredRow; plan: Plan }[]> {
  const turn = takingTurns()
  const names = await readNames(ctx)
  const directory = await readDirectory(ctx, names, await reachedBy(rows, asked.settings, names, turn), asked.sha256)
  const planning = planningFor(ctx, asked, directory)
  const planned: { row: StoredRow; plan: Plan }[] = []
  for (const row of rows) {
    planned.push({ row, plan: planRow(asked.kind, planning, row) })
    await turn()
  }
  return planned
}

/**
 * Writes beside every row what would become of it, as its author has decided so far. The directory is not touched. Others
 * are served while it is found out, so it is no part of a transaction.
 */
export async function reviewRows(ctx: Context, import_id: string) {
  outsideTransaction('Reviewing a sheet')
  const asked = found(await findImport(ctx, import_id))
  const turn = takingTurns()
  const rows: StoredRow[] = []
  for (let page: StoredRow[] | undefined; page === undefined || page.length === PAGE;) {
    page = await listRows(ctx, import_id, { from: (rows.at(-1)?.position ?? -1) + 1, limit: PAGE })
    rows.push(...page)
    await turn()
  }
  const plans = await planRows(ctx, asked, rows)
  const before = new Map((await listTold(ctx, import_id)).map(({ position, ...told }) => [position, JSON.stringify(told)]))
  const changed: Told[] = []
  for (const { row: { position, line, cells }, plan } of plans) {
    await turn()
    const told = toldOf(plan)
    if (before.get(position) !== JSON.stringify(told)) changed.push({ import_id, position, line, cells: JSON.stringify(cells), ...told })
  }
  for (let at = 0; at < changed.length; at += CHUNK) {
    if (!(await stillOpen(ctx, import_id, (ctx) => writeTold(ctx, changed.slice(at, at + CHUNK))))) return
    await turn()
  }
  await stillOpen(ctx, import_id, ({ db }) => db.updateTable('sheet_imports').set({ state: 'reviewed' }).where('id', '=', import_id).execute())
}

/** What is being written, or was discarded, is not reviewed any more: then nothing is done, and false is answered. */
async function stillOpen(ctx: Context, import_id: string, work: (ctx: Context) => Promise<unknown>): Promise<boolean> {
  return atomically(ctx, async (ctx) => {
    const open = await ctx.db.selectFrom('sheet_imports').select('id').where('id', '=', import_id).where('state', 'in', ['uploaded', 'reviewed']).executeTakeFirst()
    if (open) await work(ctx)
    return open !== undefined
  })
}

type Told = { import_id: string; position: number; line: number; cells: string } & ReturnType<typeof toldOf>

const writeTold = ({ db }: Context, rows: Told[]) =>
  db
    .insertInto('sheet_import_rows')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['import_id', 'position']).doUpdateSet((eb) => ({
      label: eb.ref('excluded.label'), problems: eb.ref('excluded.problems'), changes: eb.ref('excluded.changes'),
      outcome: eb.ref('excluded.outcome'), reason: eb.ref('excluded.reason'),
    })))
    .execute()

const listTold = ({ db }: Context, import_id: string) =>
  db.selectFrom('sheet_import_rows').select(['position', 'label', 'problems', 'changes', 'outcome', 'reason']).where('import_id', '=', import_id).execute()

/** In the order of `listTold`, so that both compare as text. */
const toldOf = ({ label, problems, changes, outcome }: Plan) => ({
  label,
  problems: problems.length > 0 ? JSON.stringify(problems) : null,
  changes: changes.length > 0 ? JSON.stringify(changes) : null,
  outcome,
  reason: problems.length > 0 ? reasonOf(problems.map(({ text }) => text)) : null,
})

const reasonOf = (texts: string[]) => (texts.length > 3 ? `${texts.slice(0, 3).join(' ')} Y ${plural(texts.length - 3, 'problema', 'problemas')} más.` : texts.join(' '))
