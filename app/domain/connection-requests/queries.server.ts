import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'

import { inView, matching, readRequestFilter, type RequestFilter } from './queries/filter.server.ts'
import type { Step } from './rules.ts'
import { requestViews, type RequestView } from './terms.ts'

export { readRequestFilter, type RequestFilter }

export const PAGE_SIZE = 50

/** Everything the viewer may see; a leader, what their own institution asked for. Every read below starts here. */
export function visibleRequests({ db, viewer }: Context) {
  return db
    .selectFrom('connection_requests')
    .innerJoin('institutions as asker', 'asker.id', 'connection_requests.asker_id')
    .leftJoin('institutions as counterpart', 'counterpart.id', 'connection_requests.with_id')
    .$if(!ofNetwork(viewer.role), (query) => query.where('connection_requests.asker_id', '=', institutionSeen(viewer)))
}

const withNames = (ctx: Context, requests = visibleRequests(ctx)) =>
  requests
    .innerJoin('users as follow_up', 'follow_up.id', 'connection_requests.follow_up_user_id')
    .innerJoin('users as author', 'author.id', 'connection_requests.created_by')
    .select([
      'connection_requests.id', 'connection_requests.folio', 'connection_requests.asker_id', 'connection_requests.with_kind',
      'connection_requests.with_id', 'connection_requests.subject', 'connection_requests.detail', 'connection_requests.state',
      'connection_requests.outcome', 'connection_requests.outcome_text', 'connection_requests.follow_up_user_id',
      'connection_requests.meeting_id', 'connection_requests.agreement_id', 'connection_requests.received_on',
      'connection_requests.closed_on', 'connection_requests.version', 'connection_requests.updated_at',
      'connection_requests.updated_by', 'asker.short_name as asker_name', 'asker.region_code as asker_region',
      'counterpart.short_name as with_name', 'follow_up.name as follow_up_name', 'author.name as author_name', 'author.role as author_role',
    ])

export type ConnectionRequest = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>

/** One request, by its folio or its id. */
export const findRequest = (ctx: Context, folioOrId: string): Promise<ConnectionRequest | undefined> =>
  withNames(ctx)
    .where((eb) => eb.or([eb('connection_requests.folio', '=', folioOrId.toUpperCase()), eb('connection_requests.id', '=', folioOrId)]))
    .executeTakeFirst()

/** Every match, the latest received first unless another order is chosen. */
function ordered(ctx: Context, filter: RequestFilter) {
  const direction = filter.descending ? 'desc' : 'asc'
  return visibleRequests(ctx)
    .where(matching(filter))
    .$if(filter.sort === 'folio', (query) => query.orderBy('connection_requests.folio', direction))
    .$if(filter.sort === 'pide', (query) => query.orderBy('asker.sort_text', direction))
    .orderBy('connection_requests.received_on', filter.sort === 'recibida' ? direction : 'desc')
    .orderBy('connection_requests.id', 'desc')
}

/** One page of 50. One query. */
export const listRequests = (ctx: Context, filter: RequestFilter = {}): Promise<ConnectionRequest[]> =>
  withNames(ctx, ordered(ctx, filter)).limit(PAGE_SIZE).offset(((filter.page ?? 1) - 1) * PAGE_SIZE).execute()

/** The ids of every match, in the order of the list: for exports. */
export async function listRequestIds(ctx: Context, filter: RequestFilter): Promise<string[]> {
  const rows = await ordered(ctx, filter).select('connection_requests.id').execute()
  return rows.map(({ id }) => id)
}

/** These requests, in this order. One query. */
export async function listRequestsById(ctx: Context, ids: readonly string[]): Promise<ConnectionRequest[]> {
  const rows = await withNames(ctx).where('connection_requests.id', 'in', ids).execute()
  return inOrder(ids, rows)
}

/** Every match after the one with this id, in the order of their ids: for programs. */
export const listRequestsAfter = (ctx: Context, filter: RequestFilter, { after, limit, since }: Slice) =>
  withNames(ctx)
    .where(matching(filter))
    .where('connection_requests.id', '>', after)
    .$if(since !== undefined, (query) => query.where('connection_requests.updated_at', '>=', since!))
    .orderBy('connection_requests.id')
    .limit(limit)
    .execute()

export async function countRequests(ctx: Context, filter: RequestFilter): Promise<number> {
  const { total } = await visibleRequests(ctx)
    .where(matching(filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** The count of each view, with the rest of the filter. One query. */
export async function countViews(ctx: Context, filter: RequestFilter): Promise<Record<RequestView, number>> {
  const names = Object.keys(requestViews) as RequestView[]
  const row = await visibleRequests(ctx)
    .where(matching({ ...filter, view: undefined }))
    .select((eb) => names.map((view) => eb.fn.sum<number>(eb.case().when(inView(view)).then(eb.lit(1)).else(eb.lit(0)).end()).as(view)))
    .executeTakeFirst()
  const counts: Record<string, number | null> = (row as Record<string, number | null> | undefined) ?? {}
  return Object.fromEntries(names.map((view) => [view, Number(counts[view] ?? 0)])) as Record<RequestView, number>
}

export type RequestStep = Step & { request_id: string; author_name: string }

/** The steps of these requests, in order of time. One query. The caller has found them among what the viewer may see. */
export async function listSteps({ db }: Context, request_ids: string[]): Promise<RequestStep[]> {
  if (request_ids.length === 0) return []
  return db
    .selectFrom('connection_request_steps as step')
    .innerJoin('users as author', 'author.id', 'step.author_id')
    .select(['step.id', 'step.request_id', 'step.state', 'step.text', 'step.before', 'step.undoes_id', 'step.created_at', 'author.name as author_name'])
    .where('step.request_id', 'in', request_ids)
    .orderBy('step.created_at')
    .orderBy('step.id')
    .execute()
}

/** The requests that a meeting answers, or an agreement. One query. */
export function listRequestsBehind(ctx: Context, { meeting_id, agreement_id }: { meeting_id?: string; agreement_id?: string }) {
  return visibleRequests(ctx)
    .select([
      'connection_requests.id', 'connection_requests.folio', 'connection_requests.subject', 'connection_requests.state',
      'connection_requests.outcome', 'connection_requests.received_on', 'asker.short_name as asker_name',
    ])
    .$if(meeting_id !== undefined, (query) => query.where('connection_requests.meeting_id', '=', meeting_id!))
    .$if(agreement_id !== undefined, (query) => query.where('connection_requests.agreement_id', '=', agreement_id!))
    .orderBy('connection_requests.id')
    .execute()
}
