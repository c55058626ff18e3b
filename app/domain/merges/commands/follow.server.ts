import type { Context } from '#app/lib/context.server.ts'

import type { WholeMerge } from '../queries/merge.server.ts'

/**
 * What was made since a merge and hangs from something that went back goes with it: an account that lives with a post, whom
 * an invitation is for, who said that something arrived. Otherwise it would speak, or see, for a record that is another.
 */
export async function followTheirs(ctx: Context, merge: WholeMerge) {
  await invitations(ctx, merge)
  if (merge.kind === 'person') return
  await accounts(ctx, merge)
  await receipts(ctx, merge)
}

/** An account is of the institution that has its post: it sees the other no more. */
async function accounts({ db }: Context, { kept_id, gone_id, created_at }: WholeMerge) {
  const posts = db.selectFrom('positions').select('positions.id').where('positions.institution_id', '=', gone_id)
  const tenures = db.selectFrom('tenures').select('tenures.id').where('tenures.position_id', 'in', posts)
  await db
    .updateTable('users')
    .set({ institution_id: gone_id })
    .where('institution_id', '=', kept_id)
    .where('created_at', '>=', created_at)
    .where((eb) => eb.or([eb('position_id', 'in', posts), eb('tenure_id', 'in', tenures)]))
    .execute()
}

async function invitations({ db }: Context, { kind, kept_id, gone_id, created_at }: WholeMerge) {
  const column = kind === 'person' ? 'person_id' : 'institution_id'
  await db
    .updateTable('meeting_invitations')
    .set({ [column]: gone_id })
    .where(column, '=', kept_id)
    .where('created_at', '>=', created_at)
    .where('participant_id', 'in', db.selectFrom('participants').select('participants.id').where(`participants.${column}`, '=', gone_id))
    .execute()
}

async function receipts({ db }: Context, { kept_id, gone_id, journal }: WholeMerge) {
  const own = journal.links.find(({ table, column }) => table === 'commitments' && column === 'receipt_institution_id')?.own ?? []
  const receivedBy = (institution_id: string) =>
    db.selectFrom('commitment_beneficiaries').select('commitment_beneficiaries.commitment_id').where('commitment_beneficiaries.institution_id', '=', institution_id)
  await db
    .updateTable('commitments')
    .set({ receipt_institution_id: gone_id })
    .where('receipt_institution_id', '=', kept_id)
    .where('id', 'in', receivedBy(gone_id))
    .where('id', 'not in', receivedBy(kept_id))
    .$if(own.length > 0, (query) => query.where('id', 'not in', own.map(({ id }) => id!)))
    .execute()
}
