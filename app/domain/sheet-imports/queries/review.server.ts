import type { Context } from '#app/lib/context.server.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { takingTurns } from '#app/lib/turns.server.ts'
import { sql } from 'kysely'

import type { Problem, ProblemKind } from '../rules/plan.ts'
import { valuesOf } from '../rules/row-values.ts'
import { wordOf, PAGE_SIZE, type ImportKind, type Outcome } from '../terms.ts'
import { allPages, type SheetImport } from '../queries.server.ts'

export type ReviewFilter = { outcome?: Outcome; page?: number }

/** A page of rows, those with problems first, each with what it says by the names of its columns. */
export async function listReviewed({ db }: Context, { id, kind, settings }: SheetImport, { outcome, page = 1 }: ReviewFilter) {
  const rows = await db
    .selectFrom('sheet_import_rows')
    .select(['position', 'line', 'label', 'cells', 'fixed', 'problems', 'changes', 'outcome', 'skipped', 'reason'])
    .where('import_id', '=', id)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome!))
    .orderBy(sql`case outcome when 'failed' then 0 when 'created' then 1 when 'updated' then 2 when 'skipped' then 3 else 4 end`)
    .orderBy('position')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return rows.map(({ cells, fixed, problems, changes, ...row }) => {
    const values = valuesOf({ cells: JSON.parse(cells) as Cell[], fixed: JSON.parse(fixed ?? '{}') as Record<string, string> }, settings)
    return {
      ...row,
      outcome: row.outcome ?? ('failed' as const),
      problems: (JSON.parse(problems ?? '[]') as Problem[]).map(({ field, text }) => ({ field, text })),
      changes: JSON.parse(changes ?? '[]') as string[],
      values: fieldsOf(kind, settings).map(({ field, label }) => ({ field, label, text: values.text(field) })),
    }
  })
}
export type ReviewedRow = Awaited<ReturnType<typeof listReviewed>>[number]

/** The columns that were chosen, in the order of the sheet. */
export const fieldsOf = (kind: ImportKind, { columns = {} }: SheetImport['settings']) =>
  Object.entries(columns).toSorted(([a], [b]) => Number(a) - Number(b)).flatMap(([, field]) => (field ? [{ field, label: wordOf(kind, field) }] : []))

/** What rows with one problem say together, where each one names something of its own. */
const ofSeveral: Partial<Record<ProblemKind, string>> = { start: 'Falta desde cuándo ocupa su cargo cada una de estas personas.' }

export type ProblemGroup = Problem & { rows: number; lines: number[] }

/**
 * The problems of the rows that cannot go in, each once with how many rows have it, the commonest first; and how many rows have
 * one of each kind, whatever else they have.
 */
export async function readProblems({ db }: Context, import_id: string): Promise<{ problems: ProblemGroup[]; rowsOf: Map<ProblemKind, number> }> {
  const rows = await allPages((from, limit) =>
    db
      .selectFrom('sheet_import_rows')
      .select(['position', 'line', 'problems'])
      .where('import_id', '=', import_id)
      .where('position', '>=', from)
      .where('problems', 'is not', null)
      .where('outcome', '=', 'failed')
      .orderBy('position')
      .limit(limit)
      .execute())
  const turn = takingTurns()
  const groups = new Map<string, ProblemGroup>()
  const rowsOf = new Map<ProblemKind, number>()
  // Thousands of rows say the same few texts.
  const read = new Map<string, Problem[]>()
  for (const { line, problems } of rows) {
    await turn()
    const text = problems ?? '[]'
    const said = read.get(text) ?? (JSON.parse(text) as Problem[])
    read.set(text, said)
    for (const kind of new Set(said.map((problem) => problem.kind))) rowsOf.set(kind, (rowsOf.get(kind) ?? 0) + 1)
    for (const problem of said) {
      const group = groups.get(problem.key) ?? { ...problem, rows: 0, lines: [] }
      if (group.text !== problem.text) group.text = ofSeveral[problem.kind] ?? group.text
      group.rows++
      if (group.lines.length < 5) group.lines.push(line)
      groups.set(problem.key, group)
    }
  }
  return { problems: [...groups.values()].toSorted((a, b) => b.rows - a.rows), rowsOf }
}
