import { setImmediate as letOthersIn } from 'node:timers/promises'

import { today, type Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { plural } from '#app/lib/text.ts'
import { atomically, outsideTransaction } from '#app/lib/transaction.server.ts'

import { findImport, listRows, type SheetImport } from '../queries.server.ts'
import { readDirectory, readNames } from '../queries/directory.server.ts'
import { planRow } from '../rules/plan-row.server.ts'
import type { Plan } from '../rules/plan.ts'
import { reachedBy } from '../rules/reached.server.ts'
import type { StoredRow } from '../rules/row-values.ts'

const CHUNK = 400
/** Rows that are planned without letting anybody else in. */
const SLICE = 250

type Asked = Pick<SheetImport, 'kind' | 'name' | 'settings' | 'sha256'>

/** What would become of these rows, one after the other, in the directory as it stands. */
export async function planRows(ctx: Context, asked: Asked, rows: StoredRow[]): Promise<{ row: StoredRow; plan: Plan }[]> {
  const names = await readNames(ctx)
  const directory = await readDirectory(ctx, names, reachedBy(rows, asked.settings, names), asked.sha256)
  const planning = { directory, settings: asked.settings, today: today(ctx), source: `Planilla «${asked.name}»`.slice(0, 200), zone: ctx.viewer.zone }
  const planned: { row: StoredRow; plan: Plan }[] = []
  for (const row of rows) {
    planned.push({ row, plan: planRow(asked.kind, planning, row) })
    if (planned.length % SLICE === 0) await letOthersIn()
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
  const plans = await planRows(ctx, asked, await listRows(ctx, import_id))
  const before = new Map((await listTold(ctx, import_id)).map(({ position, ...told }) => [position, JSON.stringify(told)]))
  const changed = plans
    .map(({ row, plan }) => ({ row, told: toldOf(plan) }))
    .filter(({ row, told }) => before.get(row.position) !== JSON.stringify(told))
    .map(({ row: { position, line, cells }, told }) => ({ import_id, position, line, cells: JSON.stringify(cells), ...told }))
  await atomically(ctx, async (ctx) => {
    const { numUpdatedRows } = await ctx.db.updateTable('sheet_imports').set({ state: 'reviewed' })
      .where('id', '=', import_id).where('state', 'in', ['uploaded', 'reviewed']).executeTakeFirst()
    // What is being written is not reviewed any more.
    if (numUpdatedRows === 0n) return
    for (let at = 0; at < changed.length; at += CHUNK) await writeTold(ctx, changed.slice(at, at + CHUNK))
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
