import { record, type Subject } from '#app/domain/activity/commands.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { imageOf, isSameImage, putBack, type RowImage, type TableName } from '#app/lib/row-images.server.ts'
import { apart, atomically } from '#app/lib/transaction.server.ts'
import { isRetryable } from '#db/dialect.server.ts'

import { findHandover } from '../queries.server.ts'
import { KEPT_DAYS } from '../terms.ts'

const DAY_MS = 86_400_000

type Written = { table: TableName; id: string; before: RowImage | undefined; after: RowImage; institution: string }

/**
 * Makes the posts what they were before the list was applied. What somebody changed since, or what other records hold on
 * to, stays as it is and is listed; answers how many that are.
 */
export async function undoHandover(ctx: Context, id: string): Promise<number> {
  return atomically(ctx, async (ctx) => {
    const handover = found(await findHandover(ctx, id))
    if (handover.state === 'undone') throw new Conflict('Este traspaso ya se deshizo.')
    if (handover.state !== 'applied' || !handover.applied_at) throw new Conflict('Este traspaso todavía no se ha aplicado.')
    if (Date.parse(handover.applied_at) + KEPT_DAYS * DAY_MS < ctx.now.getTime()) {
      throw new Conflict(`Pasaron más de ${KEPT_DAYS} días: este traspaso ya no se puede deshacer. Corrija los cargos uno por uno.`)
    }
    const left: string[] = []
    const touched: Subject[] = []
    // The last first: whoever took over leaves before the one before them comes back.
    for (const lines of (await listByLine(ctx, id)).toReversed()) {
      const problem = await takeBack(ctx, lines)
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
async function takeBack(ctx: Context, written: Written[]): Promise<string | null> {
  const people = written.flatMap(({ table, after }) => (table === 'people' ? [nameOf(after as never)] : []))
  const told = (why: string) => `${written[0]!.institution}${people.length > 0 ? ` (${people.join(', ')})` : ''}: ${why}`
  for (const { table, id, after } of written) {
    if (!isSameImage(await imageOf(ctx.db, table, { id }), after)) return told('cambió después, y queda como está.')
  }
  try {
    await apart(ctx, async (ctx) => {
      for (const { table, id, before } of written.toReversed()) await putBack(ctx.db, table, { id }, before)
    })
    return null
  } catch (error) {
    if (isRetryable(error)) throw error
    return told('otros registros ya lo mencionan, y queda como está.')
  }
}

async function listByLine({ db }: Context, handover_id: string): Promise<Written[][]> {
  const rows = await db.selectFrom('handover_writes').selectAll().where('handover_id', '=', handover_id).orderBy('seq').execute()
  const names = await institutionNames(db, rows.flatMap(({ table_name, after }) => (table_name === 'tenures' ? [(JSON.parse(after) as RowImage).position_id] : [])))
  return [...Map.groupBy(rows, ({ position }) => position).values()].map((line) => {
    const tenure = line.find(({ table_name }) => table_name === 'tenures')
    const position_id = tenure && String((JSON.parse(tenure.after) as RowImage).position_id)
    return line.map(({ table_name, record_id, before, after }) => ({
      // What was written is a table of ours.
      table: table_name as TableName,
      id: record_id,
      before: before === null ? undefined : (JSON.parse(before) as RowImage),
      after: JSON.parse(after) as RowImage,
      institution: names.get(position_id ?? '') ?? '',
    }))
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
