import { institutionSeen, today, type Context, type Viewer } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'

import {
  dueGroup, inView, isReceivedBy, matching, orderOf, readCommitmentFilter, type CommitmentFilter,
} from './queries/filter.server.ts'
import type { Parts } from './rules/dependencies.ts'
import type { DueGroup, SavedView } from './terms.ts'

export { readCommitmentFilter, type CommitmentFilter }

export const PAGE_SIZE = 50

/**
 * Everything the viewer may see; a leader, what their institution owes or receives; who has an errand, the commitment it is
 * about. Every read below starts here.
 */
export function visibleCommitments({ db, viewer }: Context) {
  return db
    .selectFrom('commitments')
    .innerJoin('institutions as debtor', 'debtor.id', 'commitments.debtor_id')
    .$if(!ofNetwork(viewer.role), (query) =>
      query.where((eb) =>
        eb.or([
          eb('commitments.debtor_id', '=', institutionSeen(viewer)),
          isReceivedBy(institutionSeen(viewer)),
          eb('commitments.id', '=', errandOf(viewer)),
        ]),
      ),
    )
}

const errandOf = ({ role, access }: Viewer) => (role === 'delegate' ? (access?.errand_id ?? '') : '')

/** The columns every list and record shows, with the names of whoever is concerned. */
const withNames = (ctx: Context) =>
  visibleCommitments(ctx)
    .innerJoin('users as follow_up', 'follow_up.id', 'commitments.follow_up_user_id')
    .leftJoin('positions', 'positions.id', 'commitments.responsible_position_id')
    .leftJoin('agreements', 'agreements.id', 'commitments.agreement_id')
    .leftJoin('meetings', 'meetings.id', 'commitments.meeting_id')
    .leftJoin('commitments as blocker', 'blocker.id', 'commitments.blocked_by_id')
    .leftJoin('commitments as parent', 'parent.id', 'commitments.parent_id')
    .leftJoin('positions as accepter', 'accepter.id', 'commitments.accepted_position_id')
    .leftJoin('users as acceptance', 'acceptance.id', 'commitments.accepted_user_id')
    .leftJoin('institutions as receiver', 'receiver.id', 'commitments.receipt_institution_id')
    .select([
      'commitments.id', 'commitments.folio', 'commitments.text', 'commitments.agreement_id', 'commitments.meeting_id',
      'commitments.debtor_id', 'commitments.responsible_position_id', 'commitments.follow_up_user_id',
      'commitments.due_rule', 'commitments.due_n', 'commitments.due_from_on', 'commitments.due_why', 'commitments.due_on',
      'commitments.baseline_due_on', 'commitments.declared_state', 'commitments.declared_at',
      'commitments.evidence_state', 'commitments.verified_at', 'commitments.closed_on', 'commitments.drop_reason',
      'commitments.moved_at', 'commitments.version', 'commitments.created_at', 'commitments.updated_at',
      'commitments.updated_by', 'debtor.short_name as debtor_name', 'positions.title as responsible_title',
      'follow_up.name as follow_up_name', 'agreements.folio as agreement_folio', 'meetings.folio as meeting_folio',
      'commitments.blocked_by_id', 'blocker.folio as blocker_folio', 'blocker.declared_state as blocker_declared_state',
      'blocker.evidence_state as blocker_evidence_state', 'blocker.due_on as blocker_due_on', 'blocker.closed_on as blocker_closed_on',
      'commitments.parent_id', 'parent.folio as parent_folio', 'parent.closed_on as parent_closed_on',
      'commitments.accepted_on', 'commitments.accepted_way', 'commitments.accepted_position_id', 'commitments.accepted_user_id',
      'accepter.title as accepted_title', 'acceptance.name as accepted_user_name',
      'commitments.receipt', 'commitments.receipt_institution_id', 'receiver.short_name as receiver_name',
    ])
    .select((eb) => {
      const parts = eb.selectFrom('commitments as part').whereRef('part.parent_id', '=', 'commitments.id').where('part.declared_state', '<>', 'dropped')
      const total = eb.fn.countAll<number>().as('total')
      return [
        parts.select(total).as('parts_total'),
        parts.select(total).where('part.closed_on', 'is', null).as('parts_open'),
      ]
    })

export type Beneficiary = { institution_id: string; name: string }
type Row = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>
export type Commitment = Omit<Row, keyof Parts> & Parts & { beneficiaries: Beneficiary[] }

/** One commitment, by its folio or its id. */
export async function findCommitment(ctx: Context, folioOrId: string): Promise<Commitment | undefined> {
  const row = await withNames(ctx)
    .where((eb) => eb.or([eb('commitments.folio', '=', folioOrId.toUpperCase()), eb('commitments.id', '=', folioOrId)]))
    .executeTakeFirst()
  return row && (await withBeneficiaries(ctx, [row]))[0]
}

/** One page of 50, grouped by what the deadline asks for unless another order is chosen. Three queries. */
export async function listCommitments(ctx: Context, filter: CommitmentFilter = {}): Promise<Commitment[]> {
  const order = orderOf(filter, today(ctx))
  const page = await order
    .reduce((query, by) => query.orderBy(...by), visibleCommitments(ctx).select('commitments.id').where(matching(ctx, filter)))
    .limit(PAGE_SIZE)
    .offset(((filter.page ?? 1) - 1) * PAGE_SIZE)
    .execute()
  return listInOrder(ctx, page.map(({ id }) => id))
}

/**
 * These commitments, in this order. Two queries. A page is chosen by its ids before anything is joined: sorting every
 * match with all of its names took three times as long, and past eight tables PostgreSQL joins them in the order written.
 */
export async function listInOrder(ctx: Context, ids: readonly string[]): Promise<Commitment[]> {
  if (ids.length === 0) return []
  return withBeneficiaries(ctx, inOrder(ids, await withNames(ctx).where('commitments.id', 'in', ids).execute()))
}

/** The ids of every match in the order chosen, else by due day, those without one last: for exports. */
export async function listCommitmentIds(ctx: Context, filter: CommitmentFilter): Promise<string[]> {
  const rows = await orderOf(filter.sort ? filter : { sort: 'vence' }, today(ctx))
    .reduce((query, by) => query.orderBy(...by), visibleCommitments(ctx).select('commitments.id').where(matching(ctx, filter)))
    .execute()
  return rows.map(({ id }) => id)
}

/** Every match after the one with this id, in the order of their ids: for programs. */
export async function listCommitmentsAfter(ctx: Context, filter: CommitmentFilter, { after, limit, since }: Slice) {
  const rows = await withNames(ctx)
    .where(matching(ctx, filter))
    .where('commitments.id', '>', after)
    .$if(since !== undefined, (query) => query.where('commitments.updated_at', '>=', since!))
    .orderBy('commitments.id')
    .limit(limit)
    .execute()
  return withBeneficiaries(ctx, rows)
}

/** The commitments under these agreements, or settled in these meetings, in the order of their folios. Two queries. */
export async function listCommitmentsUnder(
  ctx: Context,
  { agreement_ids = [], meeting_ids = [] }: { agreement_ids?: string[]; meeting_ids?: string[] },
) {
  if (agreement_ids.length + meeting_ids.length === 0) return []
  const rows = await withNames(ctx)
    .where((eb) =>
      eb.or([
        ...(agreement_ids.length > 0 ? [eb('commitments.agreement_id', 'in', agreement_ids)] : []),
        ...(meeting_ids.length > 0 ? [eb('commitments.meeting_id', 'in', meeting_ids)] : []),
      ]),
    )
    .orderBy('commitments.created_at')
    .orderBy('commitments.id')
    .execute()
  return withBeneficiaries(ctx, rows)
}

/** The folios of a filter in the order of their registration, at most so many. */
export async function listFolios(ctx: Context, filter: CommitmentFilter, limit: number): Promise<string[]> {
  const rows = await visibleCommitments(ctx)
    .select('commitments.folio')
    .where(matching(ctx, filter))
    .orderBy('commitments.folio')
    .orderBy('commitments.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.folio)
}

/** What several commitments say first, in the order of their folios. */
export async function listCommitmentHeads(ctx: Context, folios: readonly string[]) {
  if (folios.length === 0) return []
  return visibleCommitments(ctx)
    .select(['commitments.folio', 'commitments.text'])
    .where('commitments.folio', 'in', folios)
    .orderBy('commitments.folio')
    .orderBy('commitments.id')
    .execute()
}

/** The open commitments that wait for this one, in the order of their folios. Two queries. */
export async function listWaitingFor(ctx: Context, id: string): Promise<Commitment[]> {
  const rows = await withNames(ctx)
    .where('commitments.blocked_by_id', '=', id)
    .where('commitments.closed_on', 'is', null)
    .orderBy('commitments.created_at')
    .orderBy('commitments.id')
    .execute()
  return withBeneficiaries(ctx, rows)
}

/** The parts of a commitment, in the order in which they were made. Two queries. */
export async function listParts(ctx: Context, parent_id: string): Promise<Commitment[]> {
  const rows = await withNames(ctx).where('commitments.parent_id', '=', parent_id).orderBy('commitments.created_at').orderBy('commitments.id').execute()
  return withBeneficiaries(ctx, rows)
}

/** How many match, and how many of them stand in each group of the list. One query. */
export async function countGroups(ctx: Context, filter: CommitmentFilter) {
  const rows = await visibleCommitments(ctx)
    .where(matching(ctx, filter))
    .select((eb) => [dueGroup(today(ctx)).as('due_group'), eb.fn.countAll<number>().as('total')])
    .groupBy('due_group')
    .execute()
  const groups = Object.fromEntries(rows.map((row) => [row.due_group, Number(row.total)])) as Partial<Record<DueGroup, number>>
  return { groups, total: rows.reduce((sum, row) => sum + Number(row.total), 0) }
}

/** The count of each saved view. Two queries: all of them but «Todos» speak of what is open. */
export async function countViews(ctx: Context, views: readonly SavedView[]): Promise<Record<SavedView, number>> {
  const row = await visibleCommitments(ctx)
    .where('commitments.closed_on', 'is', null)
    .select((eb) => views.map((view) => eb.fn.sum<number>(eb.case().when(inView(ctx, view)).then(eb.lit(1)).else(eb.lit(0)).end()).as(view)))
    .executeTakeFirst()
  const { todos } = await visibleCommitments(ctx)
    .select((eb) => eb.fn.countAll<number>().as('todos'))
    .executeTakeFirstOrThrow()
  const counts: Record<string, number | null> = { ...(row as Record<string, number | null> | undefined), todos }
  return Object.fromEntries(views.map((view) => [view, Number(counts[view] ?? 0)])) as Record<SavedView, number>
}

/** Those who receive each of them. One query. */
async function withBeneficiaries({ db }: Context, rows: Row[]): Promise<Commitment[]> {
  if (rows.length === 0) return []
  const parties = await db
    .selectFrom('commitment_beneficiaries as party')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .select(['party.commitment_id', 'party.institution_id', 'institutions.short_name as name'])
    .where('party.commitment_id', 'in', rows.map((row) => row.id))
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    parts_total: Number(row.parts_total ?? 0),
    parts_open: Number(row.parts_open ?? 0),
    beneficiaries: parties
      .filter((party) => party.commitment_id === row.id)
      .map(({ institution_id, name }) => ({ institution_id, name })),
  }))
}
