import { record, type Subject } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { listNoted } from '#app/domain/people/queries/notes.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { imagesOf, isSameImage, putBack, type TableName } from '#app/lib/row-images.server.ts'
import { isAllowed } from '#app/lib/row-writes.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { isPastUndoing, UNDO_DAYS } from '#app/lib/undo-window.ts'

import { canImport } from '../policy.ts'
import { findImport } from '../queries.server.ts'
import { listWritten, type Written } from '../queries/written.server.ts'

const CHUNK = 200

/** What depends on others goes first; what others depend on, last. */
const ORDER = ['internal_notes', 'contact_points', 'participants', 'meetings', 'tenures', 'people', 'positions', 'institutions'] as const

/**
 * Makes the directory what it was before the import. What somebody changed since, or what other records hold on to, stays
 * as it is and is listed; answers how many that are.
 */
export async function undoImport(ctx: Context, id: string): Promise<number> {
  return atomically(ctx, async (ctx) => {
    permit(canImport(ctx.viewer))
    const asked = found(await findImport(ctx, id))
    if (asked.state === 'undone') throw new Conflict('Esta importación ya se deshizo.')
    if (asked.state !== 'applied') throw new Conflict('Esta importación no ha terminado.')
    if (asked.applied_at && isPastUndoing(asked.applied_at, ctx.now)) {
      throw new Conflict(`Pasaron más de ${UNDO_DAYS} días: esta importación ya no se puede deshacer.`)
    }
    const written = await listWritten(ctx, id)
    const left: Written[] = []
    const restored: Subject[] = []
    for (const table of ORDER) {
      const some = written.filter((write) => write.table === table)
      const made = some.filter(({ before }) => before === undefined)
      const changed = some.filter(({ before }) => before !== undefined)
      left.push(...(await takeAway(ctx, id, table, made)))
      for (const write of await unchanged(ctx, table, changed, left)) {
        if (!(await isAllowed(ctx, ({ db }) => putBack(db, table, { id: write.id }, write.before)))) left.push(write)
        else if (table === 'people' || table === 'institutions') restored.push({ type: table === 'people' ? 'person' : 'institution', id: write.id })
      }
    }
    if (asked.kind === 'meetings') await bumpAgenda(ctx)
    const labels = left.map(({ label, what }) => `${label}: ${what}`)
    await ctx.db
      .updateTable('sheet_imports')
      .set((eb) => ({ state: 'undone', undone_at: ctx.now.toISOString(), undone_by: ctx.viewer.id, left_behind: JSON.stringify(labels), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await record(ctx, 'sheet.import_undone', [{ type: 'sheet_import', id }, ...restored.slice(0, 2000)], { name: asked.name })
    return left.length
  })
}

/** Those that are as the import left them; the others are noted in `left`. */
async function unchanged({ db }: Context, table: TableName, writes: Written[], left: Written[]): Promise<Written[]> {
  const now = await imagesOf(db, table, writes.map(({ id }) => id))
  const isSame = ({ id, after, overtaken }: Written) => !overtaken && isSameImage(now.get(id), after)
  left.push(...writes.filter((write) => !isSame(write)))
  return writes.filter(isSame)
}

/** Answers those that had to stay. */
async function takeAway(ctx: Context, import_id: string, table: (typeof ORDER)[number], writes: Written[]): Promise<Written[]> {
  const left: Written[] = []
  const gone = await unchanged(ctx, table, writes, left)
  const ids = gone.map(({ id }) => id)
  const noted = table === 'people' ? await listNoted(ctx, ids) : table === 'meetings' ? await listWorkedOn(ctx, import_id, ids) : new Set<string>()
  left.push(...gone.filter(({ id }) => noted.has(id)))
  const free = gone.filter(({ id }) => !noted.has(id))
  for (let at = 0; at < free.length; at += CHUNK) left.push(...(await remove(ctx, table, free.slice(at, at + CHUNK))))
  return left
}

/** All of them at once where nothing holds on to any; else one by one. */
async function remove(ctx: Context, table: (typeof ORDER)[number], writes: Written[]): Promise<Written[]> {
  if (await isAllowed(ctx, ({ db }) => db.deleteFrom(table).where('id', 'in', writes.map(({ id }) => id)).execute())) return []
  if (writes.length === 1) return writes
  const left: Written[] = []
  for (const write of writes) left.push(...(await remove(ctx, table, [write])))
  return left
}

/** Meetings about which something happened after the import had ended: an agenda, minutes, an agreement. */
async function listWorkedOn({ db }: Context, import_id: string, ids: string[]): Promise<Set<string>> {
  const ended = await db
    .selectFrom('activity_subjects')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('subject_type', '=', 'sheet_import')
    .where('subject_id', '=', import_id)
    .executeTakeFirst()
  const worked = new Set<string>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const rows = await db
      .selectFrom('activity_subjects')
      .select('subject_id')
      .distinct()
      .where('subject_type', '=', 'meeting')
      .where('subject_id', 'in', ids.slice(at, at + CHUNK))
      .where('seq', '>', Number(ended?.seq ?? 0))
      .execute()
    for (const { subject_id } of rows) worked.add(subject_id)
  }
  return worked
}
