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

type Changes = Partial<
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
}

/**
 * The one way to write on a commitment: the row, its append-only update, the calendars and the activity, together.
 * Answers false, and writes nothing, when the version is no longer the one expected.
 */
export async function change(ctx: Context, commitment: Commitment, { set = {}, update, action, detail, version }: Change): Promise<boolean> {
  const at = ctx.now.toISOString()
  const expected = version ?? commitment.version
  const { numUpdatedRows } = await ctx.db
    .updateTable('commitments')
    .set({ ...set, moved_at: at, updated_at: at, updated_by: ctx.viewer.id, version: expected + 1 })
    .where('id', '=', commitment.id)
    .where('version', '=', expected)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false

  await addUpdate(ctx, commitment.id, update)
  await bumpAgenda(ctx)
  await record(ctx, action, subjectsOf({ ...commitment, ...set }), { text: set.text ?? commitment.text, ...detail })
  return true
}

export async function addUpdate(ctx: Context, commitment_id: string, { kind, declared_state, text }: Change['update']) {
  await ctx.db
    .insertInto('commitment_updates')
    .values({
      id: newId(ctx.now.getTime()),
      commitment_id,
      kind,
      declared_state: declared_state ?? null,
      text: text ?? null,
      author_id: ctx.viewer.id,
      created_at: ctx.now.toISOString(),
    })
    .execute()
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
