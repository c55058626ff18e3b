import { createHash } from 'node:crypto'

import type { Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { describeReading } from '#app/lib/sheets/describe.ts'
import { guessHeader } from '#app/lib/sheets/header.ts'
import { readPaste, readSheets } from '#app/lib/sheets/reader.server.ts'
import { Unreadable, type Reading } from '#app/lib/sheets/reading.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { canImport } from '../policy.ts'
import type { Remarks } from '../queries.server.ts'
import { fieldsFor } from '../rules/fields.ts'
import { writePages } from '../rules/pages.server.ts'
import { blankSettings } from '../rules/settings.ts'
import type { ImportKind } from '../terms.ts'
import { forgetOld } from './forget.server.ts'
import { reviewRows } from './review.server.ts'
import { insertRows } from './rows.server.ts'

export type Sent = { kind: ImportKind; name: string; bytes: Uint8Array; pasted: string }
export type FileRead = { ok: true; id: string } | { ok: false; problem: string }

/** Reads a sheet and keeps what it says, for its author to decide. The directory is not touched, and the file is not kept. */
export async function readImport(ctx: Context, { kind, name, bytes, pasted }: Sent): Promise<FileRead> {
  permit(canImport(ctx.viewer))
  const reading = await understood(() => (pasted ? readPaste(pasted) : readSheets(bytes, { name })))
  if ('problem' in reading) return { ok: false, problem: reading.problem }
  const sheets = reading.sheets.filter(({ rows }) => rows.length > 0)
  if (sheets.length === 0) return { ok: false, problem: 'El archivo no trae ninguna fila.' }

  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const words = fieldsFor(kind).flatMap((field) => field.words)
  const turn = takingTurns()
  const remarks: Remarks = { sheets: [], notes: reading.notes }
  const kept: { name: string; rows: string }[] = []
  for (const sheet of sheets) {
    await turn()
    remarks.sheets.push(await describeReading(reading, sheet, turn, guessHeader(sheet.rows, words)))
    kept.push({ name: sheet.name, rows: await writePages(sheet.rows) })
  }
  const id = newId(ctx.now.getTime())
  const before = await findSame(ctx, sha256, kind)
  await atomically(ctx, async (ctx) => {
    await forgetOld(ctx)
    const settings = before?.settings ?? JSON.stringify({ ...blankSettings, sheet: sheets.length === 1 ? 0 : null })
    await ctx.db
      .insertInto('sheet_imports')
      .values({
        id, kind, name: name.slice(0, 120), format: reading.format, sha256, remarks: JSON.stringify(remarks), settings,
        state: 'uploaded', created_at: ctx.now.toISOString(), created_by: ctx.viewer.id,
      })
      .execute()
    for (const [position, sheet] of kept.entries()) await ctx.db.insertInto('sheet_import_sheets').values({ import_id: id, position, ...sheet }).execute()
  })
  if (before) {
    await insertRows(ctx, id, before.id)
    await reviewRows(ctx, id)
  }
  return { ok: true, id }
}

async function understood(read: () => Promise<Reading>): Promise<Reading | { problem: string }> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message }
    throw error
  }
}

/** The very same file, imported before by the same person: what they answered then holds. */
const findSame = ({ db, viewer }: Context, sha256: string, kind: ImportKind) =>
  db
    .selectFrom('sheet_imports')
    .select(['id', 'settings'])
    .where('sha256', '=', sha256)
    .where('kind', '=', kind)
    .where('created_by', '=', viewer.id)
    .where('state', 'in', ['applied', 'undone'])
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
