import { addObligedParty } from '#app/domain/agreements/commands.server.ts'
import { isParty } from '#app/domain/agreements/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import type { NewCommitment } from './create.server.ts'

type Concerned = { debtor_id: string; beneficiary_ids: string[]; follow_up_user_id: string }

/** Every institution named exists, and whoever follows up works in the network. */
export async function refuseStrangers(ctx: Context, { debtor_id, beneficiary_ids, follow_up_user_id }: Concerned) {
  const ids = [...new Set([debtor_id, ...beneficiary_ids])]
  const known = await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', ids).execute()
  for (const id of ids) found(known.find((institution) => institution.id === id))
  const follower = await ctx.db.selectFrom('users').select('role').where('id', '=', follow_up_user_id).executeTakeFirst()
  permit(ofNetwork(found(follower).role))
}

/** The responsible is a position of whoever owes, never of somebody else. */
export async function refuseForeignPosition(
  { db }: Context,
  { debtor_id, responsible_position_id }: Pick<NewCommitment, 'debtor_id' | 'responsible_position_id'>,
) {
  if (!responsible_position_id) return
  const position = await db
    .selectFrom('positions')
    .select('institution_id')
    .where('id', '=', responsible_position_id)
    .executeTakeFirst()
  if (position?.institution_id !== debtor_id) throw new Conflict('El cargo responsable debe ser de la institución que debe.')
}

/** An agreement obliges its parties only: whoever owes under it is one of them, or is made one when the person says so. */
export async function settleParty(
  ctx: Context,
  { agreement_id, debtor_id, add_party }: Pick<NewCommitment, 'agreement_id' | 'debtor_id' | 'add_party'>,
) {
  if (!agreement_id || (await isParty(ctx, agreement_id, debtor_id))) return
  if (!add_party) throw new Conflict('Quien debe no es parte del acuerdo: agréguela como parte que se obliga.')
  await addObligedParty(ctx, agreement_id, debtor_id)
}
