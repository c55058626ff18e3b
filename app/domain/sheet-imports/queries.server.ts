import type { Context } from '#app/lib/context.server.ts'
import type { Cell, Row } from '#app/lib/sheets/reading.ts'

import { blankSettings, type Settings } from './rules/settings.ts'
import type { StoredRow } from './rules/row-values.ts'
import { outcomes, type Outcome } from './terms.ts'

/** What was understood of the file, in sentences: one of each sheet, and what should be known of it all. */
export type Remarks = { sheets: string[]; notes: string[] }

/** An import belongs to whoever began it. Every read below starts here. */
export const visibleImports = ({ db, viewer }: Context) => db.selectFrom('sheet_imports').where('sheet_imports.created_by', '=', viewer.id)

export async function findImport(ctx: Context, id: string) {
  const row = await visibleImports(ctx).selectAll().where('id', '=', id).executeTakeFirst()
  return row && {
    ...row,
    remarks: JSON.parse(row.remarks) as Remarks,
    settings: { ...blankSettings, ...(JSON.parse(row.settings) as Partial<Settings>) },
    left_behind: JSON.parse(row.left_behind ?? '[]') as string[],
  }
}
export type SheetImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** The latest of the viewer, newest first. */
export const listImports = (ctx: Context, limit = 20) =>
  visibleImports(ctx)
    .select(['id', 'kind', 'name', 'state', 'created_at', 'applied_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The sheets of a file that was found, as they were read; nothing once they were imported. */
export async function listSheets({ db }: Context, import_id: string): Promise<{ position: number; name: string; rows: Row[] }[]> {
  const sheets = await db.selectFrom('sheet_import_sheets').selectAll().where('import_id', '=', import_id).orderBy('position').execute()
  return sheets.map(({ position, name, rows }) => ({ position, name, rows: JSON.parse(rows) as Row[] }))
}

/** Rows of an import that was found, in the order of the file. */
export async function listRows(ctx: Context, import_id: string, { from = 0, limit }: { from?: number; limit?: number } = {}): Promise<StoredRow[]> {
  const rows = await storedRows(ctx, import_id)
    .where('position', '>=', from)
    .orderBy('position')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map(readRow)
}

/** Those of these lines of the file, by their line. */
export async function listRowsAt(ctx: Context, import_id: string, lines: number[]): Promise<Map<number, StoredRow>> {
  const rows = lines.length === 0 ? [] : await storedRows(ctx, import_id).where('line', 'in', lines).execute()
  return new Map(rows.map((row) => [row.line, readRow(row)]))
}

const storedRows = ({ db }: Context, import_id: string) =>
  db.selectFrom('sheet_import_rows').select(['position', 'line', 'cells', 'fixed', 'skipped']).where('import_id', '=', import_id)

const readRow = ({ cells, fixed, skipped, ...row }: { position: number; line: number; cells: string; fixed: string | null; skipped: 0 | 1 }): StoredRow =>
  ({ ...row, cells: JSON.parse(cells) as Cell[], fixed: JSON.parse(fixed ?? '{}') as Record<string, string>, skipped: skipped === 1 })

/** How many rows each outcome has; together they are all that the file brought. */
export async function countOutcomes({ db }: Context, import_id: string): Promise<{ total: number; done: number; totals: Record<Outcome, number> }> {
  const rows = await db
    .selectFrom('sheet_import_rows')
    .select((eb) => ['outcome', 'done', eb.fn.countAll<number>().as('total')])
    .where('import_id', '=', import_id)
    .groupBy(['outcome', 'done'])
    .execute()
  const sum = (some: typeof rows) => some.reduce((total, row) => total + Number(row.total), 0)
  const totals = Object.fromEntries(Object.keys(outcomes).map((outcome) => [outcome, sum(rows.filter((row) => row.outcome === outcome))]))
  return { total: sum(rows), done: sum(rows.filter(({ done }) => done === 1)), totals: totals as Record<Outcome, number> }
}
