import { today, type Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { readCalendar, type ReadEntry } from '#app/lib/ics-reader.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canImport } from '../policy.ts'
import type { Kept, Remarks } from '../queries.server.ts'
import { keyOf, listKnown } from '../queries/known.server.ts'
import { outcomeOf } from '../rules/outcome.server.ts'

const BATCH = 200

export type FileRead = { ok: true; id: string } | { ok: false; problem: string }

/** Reads a calendar and keeps what each of its entries would do, for its author to decide. No meeting is written. */
export async function readImport(ctx: Context, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<FileRead> {
  permit(canImport(ctx.viewer))
  const reading = await readCalendar(bytes, { today: today(ctx), zone: ctx.viewer.zone })
  if (!reading.ok) return reading
  const remarks: Remarks = { encoding: reading.encoding, zones: reading.zones.slice(0, 20), notes: reading.remarks }
  const id = newId(ctx.now.getTime())
  await atomically(ctx, async (ctx) => {
    const created_at = ctx.now.toISOString()
    await ctx.db.insertInto('calendar_imports').values({ id, user_id: ctx.viewer.id, name, remarks: JSON.stringify(remarks), created_at }).execute()
    await insertEntries(ctx, id, reading.entries)
  })
  return { ok: true, id }
}

async function insertEntries(ctx: Context, import_id: string, entries: ReadEntry[]) {
  const known = await listKnown(ctx, entries.filter(({ facts }) => facts).map(({ source_uid }) => source_uid))
  const rows = entries.map((entry, position) => {
    const { line, title, source_uid, source_recurrence, facts, sequence, notes } = entry
    const found = known.get(keyOf(entry))
    const answer = facts
      ? outcomeOf({ sequence, facts }, found)
      : entry.ignored ? { outcome: 'ignored' as const, reason: entry.ignored } : { outcome: 'refused' as const, reason: entry.refused }
    const kept: Kept = { sequence, facts, notes }
    return {
      import_id, position, line, title: title || 'Sin título', source_uid, source_recurrence, ...answer,
      entry: JSON.stringify(kept), meeting_id: found?.meeting?.id ?? null,
    }
  })
  for (let at = 0; at < rows.length; at += BATCH) await ctx.db.insertInto('calendar_import_entries').values(rows.slice(at, at + BATCH)).execute()
}
