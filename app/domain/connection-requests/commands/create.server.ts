import { record } from '#app/domain/activity/commands.server.ts'
import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canAsk } from '../policy.ts'
import { findAttendant, settleCounterpart } from '../queries/counterpart.server.ts'
import { addStep, subjectsOf } from './step.server.ts'

export type NewRequest = {
  asker_id: string
  with_kind: InstitutionKind
  /** Left out, it is the body of that kind in the region of whoever asks, when there is only one. */
  with_id: string | null
  subject: string
  detail: string | null
  /** YYYY-MM-DD; today when absent. */
  received_on?: string
  /** Whoever attends that institution, when nobody is named. */
  follow_up_user_id?: string
}

/** Registers that an institution asks to be connected with somebody about something. */
export async function createRequest(ctx: Context, input: NewRequest): Promise<{ id: string; folio: string }> {
  return atomically(ctx, async (ctx) => {
    found(await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', input.asker_id).executeTakeFirst())
    permit(canAsk(ctx.viewer, input.asker_id))
    const { with_kind, with_id } = await settleCounterpart(ctx, input)
    const { asker_id, subject, detail, received_on = today(ctx) } = input
    if (with_id === asker_id) throw new Conflict('Una institución no pide articular consigo misma.')
    if (received_on > today(ctx)) throw new Conflict('Esa fecha todavía no llega: escriba cuándo se recibió.')
    const follow_up_user_id = found(input.follow_up_user_id ?? (await findAttendant(ctx, asker_id)))
    await refuseStranger(ctx, follow_up_user_id)

    const id = newId(ctx.now.getTime())
    const folio = await nextFolio(ctx, 'S')
    const at = ctx.now.toISOString()
    await ctx.db
      .insertInto('connection_requests')
      .values({
        id, folio, asker_id, with_kind, with_id, subject, detail, follow_up_user_id, received_on,
        search_text: searchText(folio, subject, detail),
        created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
      })
      .execute()
    await addStep(ctx, id, { state: 'received', text: null, before: null })
    await record(ctx, 'connection_request.created', subjectsOf({ id, asker_id, with_id }), { folio, text: subject })
    return { id, folio }
  })
}

/** Whoever follows a request up is one of those who coordinate. */
export async function refuseStranger({ db }: Context, follow_up_user_id: string) {
  const user = await db.selectFrom('users').select('role').where('id', '=', follow_up_user_id).executeTakeFirst()
  permit(['coordinator', 'admin', 'system'].includes(found(user).role))
}
