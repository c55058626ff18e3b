import { record, type Detail } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'

import type { Commitment } from '../queries.server.ts'
import { isOpen } from '../rules.ts'
import { turnOf } from '../rules/dependencies.ts'
import { addUpdate, subjectsOf, type Before, type Beside, type Changes, type Line } from './line.server.ts'
import { refuseTurn, tellWaiting } from './turn.server.ts'

export { addUpdate, subjectsOf }

type Change = {
  set?: Changes
  /** The line that stays in the history of the commitment. */
  update: Pick<Line, 'kind' | 'declared_state' | 'text'>
  action: Action
  detail?: Detail
  /** The version its author was looking at; left out by acts that do not overwrite anybody's text. */
  version?: number
  /** What it wrote in other tables, for whoever undoes it. */
  beside?: Beside
  /** Of the update that this one takes back: it cannot be undone in its turn. */
  undoes_id?: string
  /** Of what is done on several at once; that of the context when absent. */
  batch_id?: string
}

/**
 * The one way to write on a commitment: the row, its append-only update with what it wrote over, the calendars and the
 * activity, together. Answers false, and writes nothing, when the version is no longer the one expected.
 */
export async function change(
  ctx: Context, commitment: Commitment,
  { set = {}, update, action, detail, version, beside, undoes_id, batch_id = ctx.batch_id }: Change,
): Promise<boolean> {
  const turn = turnOf(commitment, set)
  if (turn) await refuseTurn(ctx, commitment, turn)
  const at = ctx.now.toISOString()
  const expected = version ?? commitment.version
  const { numUpdatedRows } = await ctx.db
    .updateTable('commitments')
    .set({ ...set, moved_at: at, updated_at: at, updated_by: ctx.viewer.id, version: expected + 1 })
    .where('id', '=', commitment.id)
    .where('version', '=', expected)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false

  const before = undoes_id ? undefined : beforeOf(commitment, set, beside)
  await addUpdate(ctx, commitment.id, { ...update, before, version: expected + 1, batch_id, undoes_id })
  await bumpAgenda(ctx)
  await record(ctx, action, subjectsOf({ ...commitment, ...set }), { text: set.text ?? commitment.text, ...detail })
  if (turn) await tellWaiting(ctx, { ...commitment, ...set }, turn)
  return true
}

/** The words a search finds follow from the text, and the first date of all is never written again. */
function beforeOf(commitment: Commitment, { search_text: _derived, baseline_due_on: _once, ...set }: Changes, beside?: Beside): Before {
  const written = (Object.keys(set) as (keyof typeof set)[]).filter((column) => set[column] !== commitment[column])
  return { columns: Object.fromEntries(written.map((column) => [column, commitment[column]])), ...beside }
}

/** A closed commitment changes only by being reopened. */
export function refuseClosed(commitment: Pick<Commitment, 'closed_on'>) {
  if (!isOpen(commitment)) throw new Conflict('Este compromiso está cerrado; para cambiarlo hay que reabrirlo.')
}
