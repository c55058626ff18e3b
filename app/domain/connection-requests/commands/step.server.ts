import { record, type Detail, type Subject } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'

import { canAttendRequest } from '../policy.ts'
import { findRequest, type ConnectionRequest } from '../queries.server.ts'
import { canMove, type Standing } from '../rules.ts'
import { requestStates, type RequestState } from '../terms.ts'

/** The request, for an act of those who coordinate. */
export async function findToAttend(ctx: Context, folioOrId: string): Promise<ConnectionRequest> {
  const request = found(await findRequest(ctx, folioOrId))
  permit(canAttendRequest(ctx.viewer))
  return request
}

/** Refuses with a sentence what a request in its state does not do. */
export function refuseMove({ folio, state }: ConnectionRequest, to: RequestState) {
  if (!canMove(state, to)) throw new Conflict(`La solicitud ${folio} está «${requestStates[state]}»: ya no pasa a «${requestStates[to]}».`)
}

type Act = { set: Partial<Standing>; action: Action; detail?: Detail; text?: string | null; undoes_id?: string }

/** Writes a step: the columns it changes, with what they said before, the step itself and what the activity tells. */
export async function step(ctx: Context, request: ConnectionRequest, { set, action, detail, text = null, undoes_id }: Act) {
  const before = Object.fromEntries(Object.keys(set).map((name) => [name, request[name as keyof Standing]]))
  await ctx.db
    .updateTable('connection_requests')
    .set({ ...set, version: request.version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
    .where('id', '=', request.id)
    .execute()
  await addStep(ctx, request.id, { state: set.state ?? request.state, text, before: JSON.stringify(before), undoes_id })
  await record(ctx, action, subjectsOf(request), { folio: request.folio, text: request.subject, ...detail })
}

export const addStep = (ctx: Context, request_id: string, given: { state: RequestState; text: string | null; before: string | null; undoes_id?: string }) =>
  ctx.db
    .insertInto('connection_request_steps')
    .values({ id: newId(ctx.now.getTime()), request_id, undoes_id: null, ...given, author_id: ctx.viewer.id, created_at: ctx.now.toISOString() })
    .execute()

export const subjectsOf = ({ id, asker_id, with_id }: Pick<ConnectionRequest, 'id' | 'asker_id' | 'with_id'>): Subject[] => [
  { type: 'connection_request', id },
  { type: 'institution', id: asker_id },
  ...(with_id ? [{ type: 'institution' as const, id: with_id }] : []),
]
