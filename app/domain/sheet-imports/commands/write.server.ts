import { recordAll } from '#app/domain/activity/commands.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { imagesOf } from '#app/lib/row-images.server.ts'
import { storedWrite, type KeptWrite } from '#app/lib/row-writes.server.ts'
import type { Database } from '#db/schema.ts'

import type { SheetImport } from '../queries.server.ts'
import { SKIPPED, type Plan, type Write } from '../rules/plan.ts'
import { writeHeld } from './meetings.server.ts'
import type { StoredRow } from '../rules/row-values.ts'

type Planned = { row: StoredRow; plan: Plan }
type Insert = Extract<Write, { does: 'insert' }> & { position: number }
type Update = Extract<Write, { does: 'update' }> & { position: number }

const UPDATED = ['institutions', 'positions', 'people', 'tenures'] as const
const INSERTED = ['positions', 'people', 'tenures', 'contact_points', 'internal_notes'] as const

/**
 * Writes what some rows ask for: records, their images before and after, what became of each row, and the activity. In the
 * transaction of the caller. What a row changes in a record that an earlier one made is made so from the beginning.
 */
export async function writePlans(ctx: Context, asked: SheetImport, planned: Planned[]) {
  const { inserts, updates } = gathered(planned)
  const images: Image[] = []
  for (const table of UPDATED) {
    const some = updates.filter((write) => write.table === table)
    const before = await imagesOf(ctx.db, table, some.map(({ id }) => id))
    for (const write of some) await update(ctx, write)
    const after = await imagesOf(ctx.db, table, some.map(({ id }) => id))
    for (const { id, position } of some) images.push({ table, id, position, before: before.get(id), after: after.get(id)! })
  }
  for (const table of INSERTED) {
    const some = inserts.filter((write) => write.table === table)
    await insert(ctx, table, some)
    const after = await imagesOf(ctx.db, table, some.map(({ id }) => id))
    for (const { id, position } of some) images.push({ table, id, position, after: after.get(id)! })
  }
  for (const { row: { position }, plan } of planned) {
    for (const write of plan.writes) if (write.does === 'meeting') images.push(...(await writeHeld(ctx, write.values)).map((made) => ({ ...made, position })))
  }
  await keepImages(ctx, asked.id, images)
  await mark(ctx, asked.id, planned)
  const told = planned.flatMap(({ plan }) => plan.told)
  await recordAll(ctx, [...told, { action: 'sheet.imported', subjects: [{ type: 'sheet_import', id: asked.id }], detail: detailOf(asked, planned) }])
}

function gathered(planned: Planned[]) {
  const inserts = new Map<string, Insert>()
  const updates = new Map<string, Update>()
  for (const { row: { position }, plan } of planned) {
    for (const write of plan.writes) {
      if (write.does === 'meeting') continue
      const before = inserts.get(write.id) ?? updates.get(write.id)
      if (before) before.values = { ...before.values, ...write.values }
      else if (write.does === 'insert') inserts.set(write.id, { ...write, position })
      else updates.set(write.id, { ...write, position })
    }
  }
  return { inserts: [...inserts.values()], updates: [...updates.values()] }
}

const update = (ctx: Context, { table, id, values }: Update) =>
  ctx.db
    .updateTable(table)
    .set((eb) => ({ ...values, version: eb('version', '+', 1), updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }))
    .where('id', '=', id)
    .execute()

async function insert(ctx: Context, table: Insert['table'], some: Insert[]) {
  const at = ctx.now.toISOString()
  const stamps = table === 'internal_notes'
    ? { created_at: at, created_by: ctx.viewer.id }
    : { created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id }
  const more = table === 'contact_points' ? { valid_from_on: today(ctx) } : {}
  // The plan of a row names the columns of its table; the database checks them.
  const rows = some.map(({ id, values }) => ({ id, ...values, ...more, ...stamps })) as unknown as Database['people'][]
  for (let at = 0; at < rows.length; at += 200) await ctx.db.insertInto(table).values(rows.slice(at, at + 200) as never).execute()
}

type Image = KeptWrite & { position: number }

async function keepImages({ db }: Context, import_id: string, images: Image[]) {
  const last = await db.selectFrom('sheet_import_writes').select((eb) => eb.fn.max('seq').as('seq')).where('import_id', '=', import_id).executeTakeFirst()
  const first = Number(last?.seq ?? 0) + 1
  const rows = images.map((image, at) => ({ import_id, seq: first + at, position: image.position, ...storedWrite(image) }))
  for (let at = 0; at < rows.length; at += 400) await db.insertInto('sheet_import_writes').values(rows.slice(at, at + 400)).execute()
}

/** What became of each row; most of a batch ends alike, and is told together. */
async function mark({ db }: Context, import_id: string, planned: Planned[]) {
  const reasonOf = ({ outcome, problems }: Plan) => (outcome === 'failed' ? problems.map(({ text }) => text).join(' ') : outcome === 'skipped' ? SKIPPED : null)
  const groups = Map.groupBy(planned, ({ plan }) => JSON.stringify([plan.outcome, reasonOf(plan)]))
  for (const rows of groups.values()) {
    const { plan } = rows[0]!
    await db
      .updateTable('sheet_import_rows')
      .set({ outcome: plan.outcome, reason: reasonOf(plan), done: 1 })
      .where('import_id', '=', import_id)
      .where('position', 'in', rows.map(({ row }) => row.position))
      .execute()
  }
}

function detailOf({ name }: SheetImport, planned: Planned[]) {
  const count = (outcome: string) => planned.filter(({ plan }) => plan.outcome === outcome).length
  return { name, from: planned[0]?.row.line ?? 0, to: planned.at(-1)?.row.line ?? 0, created: count('created'), updated: count('updated'), failed: count('failed') }
}
