import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import type { CommitmentsTable } from '#db/schema.ts'

import type { Commitment } from '../queries.server.ts'
import type { DeclaredState, UpdateKind } from '../terms.ts'

export type Changes = Partial<
  Pick<
    CommitmentsTable,
    | 'text' | 'agreement_id' | 'meeting_id' | 'debtor_id' | 'follow_up_user_id' | 'responsible_position_id' | 'due_on'
    | 'due_rule' | 'due_n' | 'due_from_on' | 'due_why' | 'baseline_due_on' | 'declared_at' | 'verified_at' | 'closed_on'
    | 'drop_reason' | 'search_text' | 'blocked_by_id' | 'accepted_on' | 'accepted_way' | 'accepted_position_id' | 'accepted_user_id'
    | 'receipt' | 'receipt_institution_id'
  > & { declared_state: DeclaredState; evidence_state: 'none' | 'partial' | 'verified' }
>

export type Beside = {
  beneficiary_ids?: string[]
  evidence_ids?: string[]
  /** The request for a date that was made or answered. */
  reschedule_id?: string
}

/** What an act wrote over, as `commitment_updates` keeps it: shared columns alone, never internal text. */
export type Before = Beside & { columns: Changes }

export type Line = {
  kind: UpdateKind
  declared_state?: DeclaredState
  text?: string | null
  before?: Before
  /** Of acts that changed the commitment itself. */
  version?: number
  batch_id?: string
  undoes_id?: string
}

/** One more line in the history of a commitment, which is never written again. */
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

type Concerned = Pick<Commitment, 'id' | 'meeting_id' | 'agreement_id' | 'debtor_id' | 'beneficiaries'>

/** Whose timelines tell it: the commitment, its meeting and agreement, whoever owes and whoever receives. */
export const subjectsOf = ({ id, meeting_id, agreement_id, debtor_id, beneficiaries }: Concerned) => [
  { type: 'commitment' as const, id },
  ...(meeting_id ? [{ type: 'meeting' as const, id: meeting_id }] : []),
  ...(agreement_id ? [{ type: 'agreement' as const, id: agreement_id }] : []),
  ...[debtor_id, ...beneficiaries.map((party) => party.institution_id)].map((id) => ({ type: 'institution' as const, id })),
]
