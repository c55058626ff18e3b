import type { Context } from '#app/lib/context.server.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

import { outcomes, type Outcome } from './terms.ts'

/** What was found out about the file, as a sentence tells it. */
export type Remarks = { encoding: string; zones: { named: string; read: string | null }[]; notes: string[] }

/** What is kept of an entry until somebody decides. */
export type Kept = { sequence: number; facts: EntryFacts | null; notes: string[] }

/** An import belongs to whoever began it. Every read below starts here. */
export const visibleImports = ({ db, viewer }: Context) =>
  db.selectFrom('calendar_imports').where('calendar_imports.user_id', '=', viewer.id)

export async function findImport(ctx: Context, id: string) {
  const row = await visibleImports(ctx).selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...row, remarks: JSON.parse(row.remarks) as Remarks }
}

/** The latest of the viewer, newest first. */
export const listImports = (ctx: Context, limit = 10) =>
  visibleImports(ctx)
    .select(['id', 'name', 'created_at', 'applied_at', 'undone_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The entries of an import that was found, in the order of the file. */
export async function listEntries({ db }: Context, import_id: string) {
  const rows = await db.selectFrom('calendar_import_entries').selectAll().where('import_id', '=', import_id).orderBy('position').execute()
  return rows.map(({ entry, ...row }) => ({ ...row, ...(JSON.parse(entry ?? '{"sequence":0,"facts":null,"notes":[]}') as Kept) }))
}
export type ImportEntry = Awaited<ReturnType<typeof listEntries>>[number]

/** How many entries each outcome has: together they are all that the file brought. */
export function totalsOf(entries: Pick<ImportEntry, 'outcome'>[]): Record<Outcome, number> {
  const totals = Object.fromEntries(Object.keys(outcomes).map((outcome) => [outcome, 0])) as Record<Outcome, number>
  for (const { outcome } of entries) totals[outcome]++
  return totals
}
