import type { Expression, SqlBool } from 'kysely'

import { institutionSeen, today, type Context } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'

import { hasParty, matching, readAgreementFilter, type AgreementFilter } from './queries/filter.server.ts'
import { derivedStateOf, stateOf, type Tally } from './rules.ts'
import type { Acceptance, PartyRole } from './terms.ts'

export { readAgreementFilter, type AgreementFilter }

export const PAGE_SIZE = 50
/** Everything the viewer may see; a leader, the agreements to which their institution is a party. */
export function visibleAgreements({ db, viewer }: Context) {
  return db.selectFrom('agreements').$if(!ofNetwork(viewer.role), (query) => query.where(hasParty(institutionSeen(viewer))))
}

const withNames = (ctx: Context, agreements = visibleAgreements(ctx)) =>
  agreements
    .leftJoin('meetings', 'meetings.id', 'agreements.meeting_id')
    .leftJoin('users as judge', 'judge.id', 'agreements.override_by')
    .select([
      'agreements.id', 'agreements.folio', 'agreements.kind', 'agreements.text', 'agreements.meeting_id',
      'agreements.entry_id', 'agreements.agreed_on', 'agreements.valid_until_on', 'agreements.override_state',
      'agreements.override_reason', 'agreements.override_at', 'agreements.version', 'agreements.created_at',
      'agreements.updated_at', 'agreements.updated_by', 'judge.name as override_by_name', 'meetings.folio as meeting_folio',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>
export type Party = { agreement_id: string; institution_id: string; name: string; role: PartyRole; acceptance: Acceptance; answered_at: string | null }
export type Agreement = Row & {
  parties: Party[]
  tally: Tally
  state: ReturnType<typeof stateOf>
  /** What the commitments and acceptances say, also under an override. */
  derived_state: ReturnType<typeof stateOf>
}

/** One agreement, by its folio or its id. */
export async function findAgreement(ctx: Context, folioOrId: string): Promise<Agreement | undefined> {
  const row = await withNames(ctx)
    .where((eb) => eb.or([eb('agreements.folio', '=', folioOrId.toUpperCase()), eb('agreements.id', '=', folioOrId)]))
    .executeTakeFirst()
  return row && (await complete(ctx, [row]))[0]
}

/** Every match, the latest first unless another order is chosen. */
function ordered(ctx: Context, filter: AgreementFilter) {
  const direction = filter.descending ? 'desc' : 'asc'
  return visibleAgreements(ctx)
    .where(matching(ctx, filter))
    .$if(filter.sort === 'folio', (query) => query.orderBy('agreements.folio', direction))
    .$if(filter.sort === 'vigencia', (query) =>
      query
        .orderBy((eb) => eb.case().when('agreements.valid_until_on', 'is', null).then(eb.lit(1)).else(eb.lit(0)).end())
        .orderBy('agreements.valid_until_on', direction),
    )
    .orderBy('agreements.agreed_on', filter.sort === 'fecha' ? direction : 'desc')
    .orderBy('agreements.id', 'desc')
}

/** One page of 50. Three queries. */
export async function listAgreements(ctx: Context, filter: AgreementFilter = {}): Promise<Agreement[]> {
  const rows = await withNames(ctx, ordered(ctx, filter))
    .limit(PAGE_SIZE)
    .offset(((filter.page ?? 1) - 1) * PAGE_SIZE)
    .execute()
  return complete(ctx, rows)
}

/** The ids of every match, in the order of the list: for exports. */
export async function listAgreementIds(ctx: Context, filter: AgreementFilter): Promise<string[]> {
  const rows = await ordered(ctx, filter).select('agreements.id').execute()
  return rows.map(({ id }) => id)
}

/** These agreements, in this order. Three queries. */
export async function listAgreementsById(ctx: Context, ids: readonly string[]): Promise<Agreement[]> {
  if (ids.length === 0) return []
  return complete(ctx, inOrder(ids, await withNames(ctx).where('agreements.id', 'in', ids).execute()))
}

/** Every match after the one with this id, in the order of their ids: for programs. What is done of an agreement changes it. */
export async function listAgreementsAfter(ctx: Context, filter: AgreementFilter, { after, limit, since }: Slice) {
  const rows = await withNames(ctx)
    .where(matching(ctx, filter))
    .where('agreements.id', '>', after)
    .$if(since !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('agreements.updated_at', '>=', since!),
          eb('agreements.id', 'in', eb.selectFrom('commitments').select((inner) => inner.ref('commitments.agreement_id').$notNull().as('id'))
            .where('commitments.agreement_id', 'is not', null).where('commitments.updated_at', '>=', since!)),
        ]),
      ),
    )
    .orderBy('agreements.id')
    .limit(limit)
    .execute()
  return complete(ctx, rows)
}

/** The agreements of these meetings, in the order of their folios. Three queries. */
export async function listAgreementsOf(ctx: Context, meeting_ids: string[]): Promise<Agreement[]> {
  if (meeting_ids.length === 0) return []
  const rows = await withNames(ctx)
    .where('agreements.meeting_id', 'in', meeting_ids)
    .orderBy('agreements.created_at')
    .orderBy('agreements.id')
    .execute()
  return complete(ctx, rows)
}

export async function countAgreements(ctx: Context, filter: AgreementFilter): Promise<number> {
  const { total } = await visibleAgreements(ctx)
    .where(matching(ctx, filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Whether an institution is a party, in any role. */
export async function isParty({ db }: Context, agreement_id: string, institution_id: string): Promise<boolean> {
  const row = await db
    .selectFrom('agreement_parties')
    .select('role')
    .where('agreement_id', '=', agreement_id)
    .where('institution_id', '=', institution_id)
    .executeTakeFirst()
  return row !== undefined
}

/** Who owes something under it: those cannot stop being parties. */
export const listDebtors = ({ db }: Context, agreement_id: string) =>
  db
    .selectFrom('commitments')
    .innerJoin('institutions', 'institutions.id', 'commitments.debtor_id')
    .select(['institutions.id', 'institutions.short_name as name'])
    .distinct()
    .where('commitments.agreement_id', '=', agreement_id)
    .orderBy('institutions.id')
    .execute()

/** Adds parties, the count of commitments and the state. The state tells of every commitment, seen or not. */
async function complete(ctx: Context, rows: Row[]): Promise<Agreement[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const parties = await ctx.db
    .selectFrom('agreement_parties as party')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .select([
      'party.agreement_id', 'party.institution_id', 'institutions.short_name as name', 'party.role', 'party.acceptance',
      'party.answered_at',
    ])
    .where('party.agreement_id', 'in', ids)
    .orderBy('party.sort')
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .orderBy('party.role')
    .execute()
  const tallies = await listTallies(ctx, ids)
  return rows.map((row) => {
    const own = parties.filter((party) => party.agreement_id === row.id)
    const tally = tallies.get(row.id) ?? { total: 0, fulfilled: 0, overdue: 0, dropped: 0 }
    const day = today(ctx)
    return { ...row, parties: own, tally, state: stateOf(row, own, tally, day), derived_state: derivedStateOf(row, own, tally, day) }
  })
}

async function listTallies(ctx: Context, ids: string[]): Promise<Map<string, Tally>> {
  const day = today(ctx)
  const rows = await ctx.db
    .selectFrom('commitments')
    .select((eb) => {
      const count = (condition: Expression<SqlBool>) =>
        eb.fn.sum<number>(eb.case().when(condition).then(eb.lit(1)).else(eb.lit(0)).end())
      return [
        'commitments.agreement_id',
        count(eb('declared_state', '<>', 'dropped')).as('total'),
        count(eb.and([eb('declared_state', '=', 'delivered'), eb('evidence_state', '=', 'verified')])).as('fulfilled'),
        count(
          eb.and([eb('closed_on', 'is', null), eb('due_on', '<', day), eb('declared_state', 'not in', ['delivered', 'not_ours'])]),
        ).as('overdue'),
        count(eb('declared_state', '=', 'dropped')).as('dropped'),
      ]
    })
    .where('commitments.agreement_id', 'in', ids)
    .groupBy('commitments.agreement_id')
    .execute()
  return new Map(
    rows.map(({ agreement_id, ...row }) => [
      agreement_id ?? '',
      { total: Number(row.total), fulfilled: Number(row.fulfilled), overdue: Number(row.overdue), dropped: Number(row.dropped) },
    ]),
  )
}
