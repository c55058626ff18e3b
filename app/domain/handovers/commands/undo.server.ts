import { record, type Subject } from '#app/domain/activity/commands.server.ts'
import { listNoted } from '#app/domain/people/queries/notes.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { keptWrite, takeBack, type KeptWrite } from '#app/lib/row-writes.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { isPastUndoing, UNDO_DAYS } from '#app/lib/undo-window.ts'

import { findHandover } from '../queries.server.ts'

type Written = KeptWrite & { institution: string }

/**
 * Makes the posts what they were before the list was applied. What somebody changed since, or what other records hold on
 * to, stays as it is and is listed; answers how many that are.
 */
export async function undoHandover(ctx: Context, id: string): Promise<number> {
  return atomically(ctx, async (ctx) => {
    const handover = found(await findHandover(ctx, id))
    if (handover.state === 'undone') throw new Conflict('Este traspaso ya se deshizo.')
    if (handover.state !== 'applied' || !handover.applied_at) throw new Conflict('Este traspaso todavía no se ha aplicado.')
    if (isPastUndoing(handover.applied_at, ctx.now)) {
      throw new Conflict(`Pasaron más de ${UNDO_DAYS} días: este traspaso ya no se puede deshacer. Corrija los cargos uno por uno.`)
    }
    const left: string[] = []
    const touched: Subject[] = []
    // The last first: whoever took over leaves before the one before them comes back.
    for (const lines of (await listByLine(ctx, id)).toReversed()) {
      const problem = await unwrite(ctx, lines)
      if (problem) left.push(problem)
      else touched.push(...lines.flatMap(({ after }): Subject[] => (after.position_id ? [{ type: 'position', id: String(after.position_id) }] : [])))
    }
    await ctx.db
      .updateTable('handovers')
      .set((eb) => ({
        state: 'undone', undone_at: ctx.now.toISOString(), left_behind: JSON.stringify(left.toReversed()), version: eb('version', '+', 1),
        updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id,
      }))
      .where('id', '=', id)
      .execute()
    await record(ctx, 'handover.undone', [{ type: 'handover', id }, ...touched], { name: handover.name })
    return left.length
  })
}

/** All that a line wrote goes back together or stays together: half a change of office would be another one. */
async function unwrite(ctx: Context, written: Written[]): Promise<string | null> {
  const added = written.filter(({ table }) => table === 'people')
  const people = added.map(({ after }) => nameOf(after as never))
  const told = (why: string) => `${written[0]!.institution}${people.length > 0 ? ` (${people.join(', ')})` : ''}: ${why}`
  const noted = await listNoted(ctx, added.map(({ id }) => id))
  const problem = noted.size > 0 ? 'held' : await takeBack(ctx, written.map(({ id, ...write }) => ({ ...write, key: { id } })))
  return problem && told(WHY[problem])
}

const WHY = { changed: 'cambió después, y queda como está.', held: 'otros registros ya lo mencionan, y queda como está.' }

async function listByLine({ db }: Context, handover_id: string): Promise<Written[][]> {
  const rows = await db.selectFrom('handover_writes').selectAll().where('handover_id', '=', handover_id).orderBy('seq').execute()
  const written = rows.map((row) => ({ ...keptWrite(row), line: row.position }))
  const names = await institutionNames(db, written.flatMap(({ table, after }) => (table === 'tenures' ? [after.position_id] : [])))
  return [...Map.groupBy(written, ({ line }) => line).values()].map((line) => {
    const tenure = line.find(({ table }) => table === 'tenures')
    return line.map((write) => ({ ...write, institution: names.get(String(tenure?.after.position_id)) ?? '' }))
  })
}

async function institutionNames(db: Context['db'], position_ids: unknown[]) {
  if (position_ids.length === 0) return new Map<string, string>()
  const rows = await db
    .selectFrom('positions')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .select(['positions.id', 'institutions.short_name'])
    .where('positions.id', 'in', [...new Set(position_ids.map(String))])
    .execute()
  return new Map(rows.map(({ id, short_name }) => [id, short_name]))
}
