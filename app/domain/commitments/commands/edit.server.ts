import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditCommitment } from '../policy.ts'
import { findCommitment, type Commitment } from '../queries.server.ts'
import { change, refuseClosed } from './change.server.ts'
import { refuseForeignPosition, refuseStrangers, settleParty } from './check.server.ts'
import { replaceBeneficiaries, type NewCommitment } from './create.server.ts'

export type CommitmentEdit = Pick<
  NewCommitment,
  'text' | 'agreement_id' | 'meeting_id' | 'debtor_id' | 'responsible_position_id' | 'beneficiary_ids' | 'add_party'
> & { follow_up_user_id: string; version: number }

/**
 * Changes what was promised and between whom; the date has its own command, since it keeps its history. Answers the
 * commitment as it stands when somebody else had changed it meanwhile; nothing is written then.
 */
export async function editCommitment(ctx: Context, folioOrId: string, input: CommitmentEdit): Promise<Commitment | undefined> {
  return atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folioOrId))
    permit(canEditCommitment(ctx.viewer))
    refuseClosed(commitment)
    if (commitment.version !== input.version) return commitment
    await refuseStrangers(ctx, input)
    if (input.meeting_id) found(await visibleMeetings(ctx).select('meetings.id').where('meetings.id', '=', input.meeting_id).executeTakeFirst())
    await refuseForeignPosition(ctx, input)
    await settleParty(ctx, input)

    const { text, agreement_id, meeting_id, debtor_id, responsible_position_id, follow_up_user_id, version } = input
    const beneficiaries = input.beneficiary_ids.map((institution_id) => ({ institution_id, name: '' }))
    await replaceBeneficiaries(ctx, commitment.id, input.beneficiary_ids)
    await change(ctx, { ...commitment, beneficiaries: [...commitment.beneficiaries, ...beneficiaries] }, {
      set: {
        text, agreement_id, meeting_id, debtor_id, responsible_position_id, follow_up_user_id,
        search_text: searchText(commitment.folio, text),
      },
      update: { kind: 'note', text: text === commitment.text ? 'Se corrigieron los datos.' : `Antes decía: «${commitment.text}»` },
      action: 'commitment.edited',
      version,
      beside: { beneficiary_ids: commitment.beneficiaries.map(({ institution_id }) => institution_id) },
    })
    return undefined
  })
}
