import { record, type Subject } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { imagesOf, isSameImage, putBack, type TableName } from '#app/lib/row-images.server.ts'
import { apart, atomically } from '#app/lib/transaction.server.ts'
import { isConstraint } from '#db/dialect.server.ts'

import { canImport } from '../policy.ts'
import { findImport } from '../queries.server.ts'
import { listWritten, type Written } from '../queries/written.server.ts'
import { KEPT_DAYS } from '../terms.ts'

const DAY_MS = 86_400_000
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
    if (asked.applied_at && Date.parse(asked.applied_at) + KEPT_DAYS * DAY_MS < ctx.now.getTime()) {
      throw new Conflict(`Pasaron más de ${KEPT_DAYS} días: esta importación ya no se puede deshacer.`)
    }
    const written = await listWritten(ctx, id)
    const left: Written[] = []
    const restored: Subject[] = []
    for (const table of ORDER) {
      const some = written.filter((write) => write.table === table)
      const made = some.filter(({ before }) => before === null)
      const changed = some.filter(({ before }) => before !== null)
      left.push(...(await takeAway(ctx, id, table, made)))
      const kept = await giveBack(ctx, table, await unchanged(ctx, table, changed, left))
      left.push(...kept)
      if (table !== 'people' && table !== 'institutions') continue
      const type = table === 'people' ? 'person' : 'institution'
      restored.push(...changed.filter((write) => !left.includes(write)).map(({ id }): Subject => ({ type, id })))
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
  try {
    await apart(ctx, ({ db }) => db.deleteFrom(table).where('id', 'in', writes.map(({ id }) => id)).execute())
    return []
  } catch (error) {
    if (!isConstraint(error)) throw error
    if (writes.length === 1) return writes
    const left: Written[] = []
    for (const write of writes) left.push(...(await remove(ctx, table, [write])))
    return left
  }
}

/** All of them at once where what they were can stand beside what others wrote since; else one by one. Answers those that stay. */
async function giveBack(ctx: Context, table: TableName, writes: Written[]): Promise<Written[]> {
  try {
    await apart(ctx, async ({ db }) => {
      for (const { id, before } of writes) await putBack(db, table, { id }, before ?? undefined)
    })
    return []
  } catch (error) {
    if (!isConstraint(error)) throw error
    if (writes.length === 1) return writes
    const left: Written[] = []
    for (const write of writes) left.push(...(await giveBack(ctx, table, [write])))
    return left
  }
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

/** People about whom somebody has written a remark that is still there: no key of the database holds them. */
async function listNoted({ db }: Context, ids: string[]): Promise<Set<string>> {
  const noted = new Set<string>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const rows = await db.selectFrom('internal_notes').select('subject_id').where('subject_type', '=', 'person').where('subject_id', 'in', ids.slice(at, at + CHUNK)).execute()
    for (const { subject_id } of rows) noted.add(subject_id)
  }
  return noted
}
