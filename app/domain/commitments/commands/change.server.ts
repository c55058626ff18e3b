import { record, type Detail } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import type { CommitmentsTable } from '#db/schema.ts'

import type { Commitment } from '../queries.server.ts'
import { isOpen } from '../rules.ts'
import type { DeclaredState, UpdateKind } from '../terms.ts'

export type Changes = Partial<
  Pick<
    CommitmentsTable,
    | 'text' | 'agreement_id' | 'meeting_id' | 'debtor_id' | 'follow_up_user_id' | 'responsible_position_id' | 'due_on'
    | 'due_rule' | 'due_n' | 'due_from_on' | 'due_why' | 'baseline_due_on' | 'declared_at' | 'verified_at' | 'closed_on'
    | 'drop_reason' | 'search_text'
  > & { declared_state: DeclaredState; evidence_state: 'none' | 'partial' | 'verified' }
>

type Change = {
  set?: Changes
  /** The line that stays in the history of the commitment. */
  update: { kind: UpdateKind; declared_state?: DeclaredState; text?: string | null }
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

type Beside = {
  beneficiary_ids?: string[]
  evidence_ids?: string[]
  /** The request for a date that was made or answered. */
  reschedule_id?: string
}

/** What an act wrote over, as `commitment_updates` keeps it: shared columns alone, never internal text. */
export type Before = Beside & { columns: Changes }

/**
 * The one way to write on a commitment: the row, its append-only update with what it wrote over, the calendars and the
 * activity, together. Answers false, and writes nothing, when the version is no longer the one expected.
 */
export async function change(
  ctx: Context, commitment: Commitment,
  { set = {}, update, action, detail, version, beside, undoes_id, batch_id = ctx.batch_id }: Change,
): Promise<boolean> {
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
  return true
}

type Line = Change['update'] & { before?: Before; version?: number } & Pick<Change, 'undoes_id' | 'batch_id'>

export async function addUpdate(
  ctx: Context, commitment_id: string, { kind, declared_state, text, before, version, batch_id, undoes_id }: Line,
) {
  await ctx.db
    .insertInto('commitment_updates')
    .values({
      id: newId(ctx.now.getTime()),
      commitment_id,
      kind,
      declared_state: declared_state ?? null,
      text: text ?? null,
      before: before ? JSON.stringify(before) : null,
      version: version ?? null,
      batch_id: batch_id ?? null,
      undoes_id: undoes_id ?? null,
      author_id: ctx.viewer.id,
      created_at: ctx.now.toISOString(),
    })
    .execute()
}

/** The words a search finds follow from the text, and the first date of all is never written again. */
function beforeOf(commitment: Commitment, { search_text: _derived, baseline_due_on: _once, ...set }: Changes, beside?: Beside): Before {
  const written = (Object.keys(set) as (keyof typeof set)[]).filter((column) => set[column] !== commitment[column])
  return { columns: Object.fromEntries(written.map((column) => [column, commitment[column]])), ...beside }
}

type Concerned = Pick<Commitment, 'id' | 'meeting_id' | 'agreement_id' | 'debtor_id' | 'beneficiaries'>

/** Whose timelines tell it: the commitment, its meeting and agreement, whoever owes and whoever receives. */
export const subjectsOf = ({ id, meeting_id, agreement_id, debtor_id, beneficiaries }: Concerned) => [
  { type: 'commitment' as const, id },
  ...(meeting_id ? [{ type: 'meeting' as const, id: meeting_id }] : []),
  ...(agreement_id ? [{ type: 'agreement' as const, id: agreement_id }] : []),
  ...[debtor_id, ...beneficiaries.map((party) => party.institution_id)].map((id) => ({ type: 'institution' as const, id })),
]

/** A closed commitment changes only by being reopened. */
export function refuseClosed(commitment: Pick<Commitment, 'closed_on'>) {
  if (!isOpen(commitment)) throw new Conflict('Este compromiso está cerrado; para cambiarlo hay que reabrirlo.')
}
