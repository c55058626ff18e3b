import { record } from '#app/domain/activity/commands.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { settleCounterpart } from '../queries/counterpart.server.ts'
import type { ConnectionRequest } from '../queries.server.ts'
import { refuseStranger, type NewRequest } from './create.server.ts'
import { findToAttend, subjectsOf } from './step.server.ts'

export type RequestEdit = Required<NewRequest> & { version: number }

/** Answers the request as it stands when somebody else had changed it meanwhile; nothing is written then. */
export async function editRequest(ctx: Context, folioOrId: string, input: RequestEdit): Promise<ConnectionRequest | undefined> {
  return atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    const { asker_id, subject, detail, received_on, follow_up_user_id, version } = input
    found(await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', asker_id).executeTakeFirst())
    const { with_kind, with_id } = await settleCounterpart(ctx, input)
    if (with_id === asker_id) throw new Conflict('Una institución no pide articular consigo misma.')
    if (received_on > today(ctx)) throw new Conflict('Esa fecha todavía no llega: escriba cuándo se recibió.')
    await refuseStranger(ctx, follow_up_user_id)

    const { numUpdatedRows } = await ctx.db
      .updateTable('connection_requests')
      .set({
        asker_id, with_kind, with_id, subject, detail, received_on, follow_up_user_id,
        search_text: searchText(request.folio, subject, detail),
        version: version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id,
      })
      .where('id', '=', request.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return request

    const concerned = [...subjectsOf(request), ...subjectsOf({ id: request.id, asker_id, with_id })]
    await record(ctx, 'connection_request.edited', concerned, { folio: request.folio, text: subject })
    return undefined
  })
}
