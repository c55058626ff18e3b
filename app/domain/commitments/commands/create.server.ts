import { record } from '#app/domain/activity/commands.server.ts'
import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canCreateCommitment } from '../policy.ts'
import type { DueRule } from '../terms.ts'
import { addUpdate, subjectsOf } from './change.server.ts'
import { refuseForeignPosition, refuseStrangers, settleParty } from './check.server.ts'
import { findWhole, tellWhole } from './part.server.ts'
import { settleDue } from './settle-due.server.ts'

export type NewCommitment = {
  text: string
  agreement_id: string | null
  meeting_id: string | null
  debtor_id: string
  responsible_position_id: string | null
  beneficiary_ids: string[]
  /** Whoever asks, when nobody is named. */
  follow_up_user_id: string | null
  due_rule: DueRule
  due_n: number | null
  /** The day a term counts from, YYYY-MM-DD; the day of the meeting, else today, when absent. */
  due_from_on: string | null
  /** The day itself, for the rule `date` (and the next session, once its date is known). */
  due_on: string | null
  /** The commitment of which this one is a part. */
  parent_id?: string | null
  /** Yes to «agregar a X como parte que se obliga», when the debtor is not among the parties of the agreement. */
  add_party?: boolean
}

/**
 * Registers a commitment. Its due date is counted by the rule on the calendar of the debtor and kept together with
 * the rule and the explanation; that first date is the baseline and is never written again.
 */
export async function createCommitment(ctx: Context, input: NewCommitment): Promise<{ id: string; folio: string }> {
  return atomically(ctx, async (ctx) => {
    permit(canCreateCommitment(ctx.viewer))
    const parent = input.parent_id ? await findWhole(ctx, input.parent_id) : undefined
    const { meeting_id, held_on } = await findOrigin(ctx, input)
    const follow_up_user_id = input.follow_up_user_id ?? ctx.viewer.id
    await refuseStrangers(ctx, { ...input, follow_up_user_id })
    await refuseForeignPosition(ctx, input)
    await settleParty(ctx, input)

    const due = await settleDue(ctx, { ...input, due_from_on: input.due_from_on ?? held_on ?? today(ctx) })
    const id = newId(ctx.now.getTime())
    const folio = await nextFolio(ctx, 'C')
    const at = ctx.now.toISOString()
    const { text, agreement_id, debtor_id, responsible_position_id } = input
    await ctx.db
      .insertInto('commitments')
      .values({
        id, folio, text, agreement_id, meeting_id, debtor_id, responsible_position_id, follow_up_user_id,
        parent_id: parent?.id ?? null,
        ...due,
        baseline_due_on: due.due_on,
        moved_at: at,
        search_text: searchText(folio, text),
        created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
      })
      .execute()
    const beneficiaries = [...new Set(input.beneficiary_ids)].map((institution_id) => ({ institution_id, name: '' }))
    await insertBeneficiaries(ctx, id, input.beneficiary_ids)
    await addUpdate(ctx, id, { kind: 'created', text, version: 1 })
    await bumpAgenda(ctx)
    await record(ctx, 'commitment.created', subjectsOf({ id, meeting_id, agreement_id, debtor_id, beneficiaries }), { text, folio })
    if (parent) await tellWhole(ctx, parent, { folio, text })
    return { id, folio }
  })
}

export async function replaceBeneficiaries(ctx: Context, commitment_id: string, institution_ids: string[]) {
  await ctx.db.deleteFrom('commitment_beneficiaries').where('commitment_id', '=', commitment_id).execute()
  await insertBeneficiaries(ctx, commitment_id, institution_ids)
}

async function insertBeneficiaries({ db }: Context, commitment_id: string, institution_ids: string[]) {
  const unique = [...new Set(institution_ids)]
  if (unique.length === 0) return
  await db
    .insertInto('commitment_beneficiaries')
    .values(unique.map((institution_id) => ({ commitment_id, institution_id })))
    .execute()
}

/** A commitment keeps the meeting of its agreement, unless another meeting was chosen. */
async function findOrigin(ctx: Context, { agreement_id, meeting_id }: Pick<NewCommitment, 'agreement_id' | 'meeting_id'>) {
  const agreement = agreement_id
    ? found(await visibleAgreements(ctx).select('agreements.meeting_id').where('agreements.id', '=', agreement_id).executeTakeFirst())
    : undefined
  const origin = meeting_id ?? agreement?.meeting_id ?? null
  if (!origin) return { meeting_id: null, held_on: null }
  const meeting = found(
    await ctx.db.selectFrom('meetings').select(['start_local', 'from_on']).where('id', '=', origin).executeTakeFirst(),
  )
  return { meeting_id: origin, held_on: meeting.start_local?.slice(0, 10) ?? meeting.from_on }
}
