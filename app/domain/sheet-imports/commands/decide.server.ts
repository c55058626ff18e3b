import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canImport } from '../policy.ts'
import { findImport, listRows, type SheetImport } from '../queries.server.ts'
import { valuesOf } from '../rules/row-values.ts'
import type { Choice, Settings } from '../rules/settings.ts'
import { insertRows } from './rows.server.ts'
import { reviewRows } from './review.server.ts'

/** Which sheet, which header, which columns: what came after the step that changes is forgotten. */
export async function setSheet(ctx: Context, id: string, sheet: number) {
  await decide(ctx, id, ({ settings }) => ({ ...settings, sheet, header: undefined, columns: undefined, days: {}, keepsIn: {} }), 'uploaded')
}

export async function setHeader(ctx: Context, id: string, header: number | null) {
  await decide(ctx, id, ({ settings }) => ({ ...settings, header, columns: undefined, days: {} }), 'uploaded')
}

/** With the columns the rows are taken, and what would become of each is found out. */
export async function setColumns(ctx: Context, id: string, { columns, days }: Required<Pick<Settings, 'columns' | 'days'>>) {
  await decide(ctx, id, ({ settings }) => ({ ...settings, columns, days }), 'uploaded')
  await atomically(ctx, (ctx) => insertRows(ctx, id))
  await reviewRows(ctx, id)
}

/** Of one line of the file: whether values of ours stay; null for what is decided of the whole file. */
export type Exception = { line: number; keeps: boolean | null }

/**
 * An answer for every row with a problem; `key` is that of the problem, or `all:` and its kind. What one answer for all left
 * open («termina el anterior»), a second one settles.
 */
export async function answerProblem(ctx: Context, id: string, key: string, choice: Choice, exception?: Exception) {
  await decide(ctx, id, ({ settings: { choices, ...settings } }) => {
    const place = key.startsWith('all:') && choices[key] ? key.replace('all:', 'rest:') : key
    return { ...withException(settings, exception), choices: { ...choices, [place]: choice } }
  }, 'reviewed')
  await reviewRows(ctx, id)
}

function withException<S extends Pick<Settings, 'keepsIn'>>(settings: S, exception: Exception | undefined): S {
  if (!exception) return settings
  const { [exception.line]: _, ...others } = settings.keepsIn
  return { ...settings, keepsIn: exception.keeps === null ? others : { ...others, [exception.line]: exception.keeps } }
}

export async function clearAnswers(ctx: Context, id: string) {
  await decide(ctx, id, ({ settings }) => ({ ...settings, choices: {}, keepsIn: {} }), 'reviewed')
  await reviewRows(ctx, id)
}

/** Whether what is in the directory stays when the file says something else. */
export async function setKeeps(ctx: Context, id: string, keeps: boolean) {
  await decide(ctx, id, ({ settings }) => ({ ...settings, keeps }), 'reviewed')
  await reviewRows(ctx, id)
}

/** What somebody decided of one row; `keeps` is undefined where it was not asked. */
export type Mended = { fixed: Record<string, string>; skipped: boolean; keeps?: boolean | null }

/** Mends cells of one row, leaves it out, or says whether what is in the directory stays. An empty text is what the cell says then. */
export async function mendRow(ctx: Context, id: string, position: number, { fixed, skipped, keeps }: Mended) {
  await atomically(ctx, async (ctx) => {
    const { settings } = await findOpen(ctx, id, 'reviewed')
    const [first] = await listRows(ctx, id, { from: position, limit: 1 })
    const row = found(first?.position === position ? first : undefined)
    const values = valuesOf(row, settings)
    const changed = Object.entries(fixed).filter(([field, text]) => text !== values.text(field))
    const all = { ...row.fixed, ...Object.fromEntries(changed) }
    await decide(ctx, id, ({ settings }) => withException(settings, keeps === undefined ? undefined : { line: row.line, keeps }), 'reviewed')
    await ctx.db
      .updateTable('sheet_import_rows')
      .set({ fixed: Object.keys(all).length > 0 ? JSON.stringify(all) : null, skipped: skipped ? 1 : 0 })
      .where('import_id', '=', id)
      .where('position', '=', position)
      .execute()
  })
  await reviewRows(ctx, id)
}

/** What was not imported and nobody wants any more. */
export async function discardImport(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    permit(canImport(ctx.viewer))
    const asked = found(await findImport(ctx, id))
    if (asked.state !== 'uploaded' && asked.state !== 'reviewed') throw new Conflict('Esta importación ya se hizo: se puede deshacer, no descartar.')
    await ctx.db.deleteFrom('sheet_imports').where('id', '=', id).execute()
  })
}

async function decide(ctx: Context, id: string, change: (asked: SheetImport) => Settings, state: 'uploaded' | 'reviewed') {
  await atomically(ctx, async (ctx) => {
    const asked = await findOpen(ctx, id, state)
    await ctx.db
      .updateTable('sheet_imports')
      .set((eb) => ({ settings: JSON.stringify(change(asked)), state, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  })
}

/** An import that nobody has begun to write. Reviewing needs its rows. */
async function findOpen(ctx: Context, id: string, state: 'uploaded' | 'reviewed'): Promise<SheetImport> {
  permit(canImport(ctx.viewer))
  const asked = found(await findImport(ctx, id))
  if (asked.state !== 'reviewed' && (state === 'reviewed' || asked.state !== 'uploaded')) throw new Conflict('Esta importación ya empezó: no se cambia lo que trae.')
  return asked
}
