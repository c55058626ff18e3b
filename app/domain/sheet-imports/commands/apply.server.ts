import { enqueueJob } from '#app/domain/jobs/commands.server.ts'
import type { Context, Viewer } from '#app/lib/context.server.ts'
import { Conflict, found, NotFound, permit } from '#app/lib/errors.ts'
import { afterCommit, apart, atomically } from '#app/lib/transaction.server.ts'
import { announceMail } from '#app/lib/wake.server.ts'
import { isRetryable } from '#db/dialect.server.ts'

import { canImport } from '../policy.ts'
import { findImport, listRows, type SheetImport } from '../queries.server.ts'
import type { StoredRow } from '../rules/row-values.ts'
import { BATCH } from '../terms.ts'
import { planRows } from './review.server.ts'
import { writePlans } from './write.server.ts'

/** The last button: from here on the worker writes, a hundred rows at a time. Nothing else writes to the directory. */
export async function startImport(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    permit(canImport(ctx.viewer))
    const asked = found(await findImport(ctx, id))
    if (asked.state === 'running' || asked.state === 'applied') return
    if (asked.state !== 'reviewed') throw new Conflict('Revise primero lo que trae el archivo.')
    await ctx.db.updateTable('sheet_imports').set((eb) => ({ state: 'running', version: eb('version', '+', 1) })).where('id', '=', id).execute()
    await enqueueNext(ctx, id, 0)
  })
}

/** One that stopped is taken up where it was: what is written stays written. */
export async function resumeImport(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    permit(canImport(ctx.viewer))
    const asked = found(await findImport(ctx, id))
    if (asked.state !== 'running') throw new Conflict('Esta importación no está en curso.')
    const [next] = await openRows(ctx, id, 1)
    await ctx.db.updateTable('jobs').set({ state: 'queued', attempts: 0, run_at: ctx.now.toISOString() })
      .where('key', '=', keyOf(id, next?.position ?? 0)).where('state', '=', 'failed').execute()
    await enqueueNext(ctx, id, next?.position ?? 0)
  })
}

/** The key of the job that writes the rows from this one on. */
export const keyOf = (id: string, position: number) => `sheet-import:${id}:${position}`

async function enqueueNext(ctx: Context, import_id: string, position: number) {
  await enqueueJob(ctx, { kind: 'sheet_import', key: keyOf(import_id, position), payload: { import_id }, run_at: ctx.now.toISOString(), not_after: null })
  afterCommit(announceMail)
}

/** Rows that are not written yet. */
const openRows = async (ctx: Context, id: string, limit: number) => {
  const first = await ctx.db.selectFrom('sheet_import_rows').select((eb) => eb.fn.min('position').as('position')).where('import_id', '=', id).where('done', '=', 0).executeTakeFirst()
  return first?.position === null || first === undefined ? [] : listRows(ctx, id, { from: Number(first.position), limit })
}

/**
 * The work of one job: the next hundred rows, in its transaction, in the name of whoever asked. Each row is compared with
 * the directory as it is now. The job that follows is asked for in the same transaction, so that none is done twice.
 */
export async function applyNext(ctx: Context, id: string) {
  const head = await ctx.db.selectFrom('sheet_imports').select('created_by').where('id', '=', id).where('state', '=', 'running').executeTakeFirst()
  if (!head) return
  const author = await findAuthor(ctx, head.created_by)
  const own = { ...ctx, viewer: author }
  const asked = found(await findImport(own, id))
  const rows = await openRows(own, id, BATCH)
  if (!canImport(author)) return abandon(own, asked)
  await writeSafely(own, asked, rows)
  const [next] = rows.length < BATCH ? [] : await openRows(own, id, 1)
  if (next) await enqueueNext(own, id, next.position)
  else await finish(own, asked)
}

async function findAuthor({ db }: Context, id: string): Promise<Viewer> {
  const user = await db.selectFrom('users').select(['id', 'name', 'email', 'role', 'institution_id', 'disabled_at']).where('id', '=', id).executeTakeFirstOrThrow()
  const { disabled_at, ...viewer } = user
  return { ...viewer, role: disabled_at ? 'viewer' : user.role, zone: 'America/Santiago' }
}

/** A row that the database refuses is said to be so, and loses nothing else. */
async function writeSafely(ctx: Context, asked: SheetImport, rows: StoredRow[]) {
  try {
    await apart(ctx, async (ctx) => writePlans(ctx, asked, await planRows(ctx, asked, rows)))
  } catch (error) {
    if (isRetryable(error)) throw error
    const [only, ...others] = rows
    if (others.length > 0) for (const row of rows) await writeSafely(ctx, asked, [row])
    else if (only) await refuseRow(ctx, asked.id, only.position, error)
  }
}

const refuseRow = ({ db }: Context, import_id: string, position: number, error: unknown) =>
  db
    .updateTable('sheet_import_rows')
    .set({ outcome: 'failed', done: 1, reason: error instanceof Conflict || error instanceof NotFound ? error.message : 'No se pudo escribir: choca con otro registro, que alguien cambió entretanto o que no está a la vista.' })
    .where('import_id', '=', import_id)
    .where('position', '=', position)
    .execute()

async function abandon(ctx: Context, asked: SheetImport) {
  await ctx.db.updateTable('sheet_import_rows').set({ outcome: 'failed', done: 1, reason: 'Su cuenta dejó de poder importar.' })
    .where('import_id', '=', asked.id).where('done', '=', 0).execute()
  await finish(ctx, asked)
}

/** What the file said besides its rows is not needed any more. */
async function finish(ctx: Context, { id }: SheetImport) {
  await ctx.db.updateTable('sheet_imports').set({ state: 'applied', applied_at: ctx.now.toISOString() }).where('id', '=', id).execute()
  await ctx.db.deleteFrom('sheet_import_sheets').where('import_id', '=', id).execute()
}
