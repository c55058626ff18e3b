import { expressionBuilder } from 'kysely'

import { canDeclare } from '#app/domain/commitments/policy.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { found, permit } from '#app/lib/errors.ts'
import type { Database } from '#db/schema.ts'

export const PAGE_SIZE = 50
/** Days during which what others fulfilled stays in the list. */
const RECENT_DAYS = 60
const LAST_FULFILLED = 5

const eb = expressionBuilder<Database, 'commitments'>()

const one = eb.lit(1)
const none = eb.lit(0)
const isOpen = eb('commitments.closed_on', 'is', null)
const isFulfilled = eb.and([eb('commitments.declared_state', '=', 'delivered'), eb('commitments.evidence_state', '=', 'verified')])
/** Declared delivered, and whoever receives it has not said whether it arrived. */
const isToReceive = eb.and([isOpen, eb('commitments.declared_state', '=', 'delivered'), eb('commitments.receipt', 'is', null)])
const isUndated = eb('commitments.due_on', 'is', null)

/** The same answer as `awaitsReview`, asked of the database about an open commitment. */
const inReview = eb.or([
  eb('commitments.declared_state', 'in', ['delivered', 'not_ours']),
  eb.exists(
    eb
      .selectFrom('reschedules')
      .select('reschedules.id')
      .whereRef('reschedules.commitment_id', '=', 'commitments.id')
      .where('reschedules.state', '=', 'proposed'),
  ),
])

const own = ({ viewer }: Context) => viewer.institution_id ?? ''

/** Only what a municipality may read of a commitment: no follow-up, no remark, nothing about anybody else. */
const shared = (ctx: Context) =>
  visibleCommitments(ctx)
    .leftJoin('agreements', 'agreements.id', 'commitments.agreement_id')
    .leftJoin('meetings', 'meetings.id', 'commitments.meeting_id')
    .select([
      'commitments.id', 'commitments.folio', 'commitments.text', 'commitments.debtor_id', 'commitments.due_on',
      'commitments.agreement_id', 'commitments.meeting_id',
      'commitments.declared_state', 'commitments.declared_at', 'commitments.evidence_state', 'commitments.closed_on',
      'commitments.created_at', 'commitments.receipt', 'commitments.receipt_institution_id', 'debtor.short_name as debtor_name', 'agreements.agreed_on', 'meetings.start_local',
      'meetings.from_on',
    ])

const owed = (ctx: Context) =>
  shared(ctx)
    .leftJoin('positions', 'positions.id', 'commitments.responsible_position_id')
    .select(['positions.kind as responsible_kind', 'positions.unit as responsible_unit', 'positions.title as responsible_title'])
    .where('commitments.debtor_id', '=', own(ctx))

const owedByOthers = (ctx: Context) => shared(ctx).where('commitments.debtor_id', '<>', own(ctx))

type OwedRow = Awaited<ReturnType<ReturnType<typeof owed>['executeTakeFirstOrThrow']>>
export type Owed = OwedRow & {
  /** Names of whoever receives it. */
  awaited_by: string[]
  /** The day of a proposal not answered yet. */
  asked_on: string | null
  asked_reason: string | null
}
export type OwedByOthers = Awaited<ReturnType<ReturnType<typeof owedByOthers>['executeTakeFirstOrThrow']>>

/** Open commitments of the own institution: those to answer first, by day, undated last; 50 a page. Three queries. */
export async function listOwed(ctx: Context, page: number): Promise<Owed[]> {
  const rows = await owed(ctx)
    .where(isOpen)
    .orderBy(eb.case().when(inReview).then(one).else(none).end())
    .orderBy(eb.case().when(isUndated).then(one).else(none).end())
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return complete(ctx, rows)
}

/** How many are open, how many of them wait for an answer, and the earliest day among these. One query. */
export async function countOwed(ctx: Context) {
  const row = await visibleCommitments(ctx)
    .where('commitments.debtor_id', '=', own(ctx))
    .where(isOpen)
    .select(() => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number | null>(eb.case().when(inReview).then(none).else(one).end()).as('to_answer'),
      eb.fn.min<string | null>(eb.case().when(inReview).then(null).else(eb.ref('commitments.due_on')).end()).as('first_due_on'),
    ])
    .executeTakeFirstOrThrow()
  return { total: Number(row.total), to_answer: Number(row.to_answer ?? 0), first_due_on: row.first_due_on }
}

/** The last commitments of the own institution that were given as fulfilled. One query. */
export const listFulfilled = (ctx: Context) =>
  shared(ctx)
    .where('commitments.debtor_id', '=', own(ctx))
    .where(isFulfilled)
    .orderBy('commitments.closed_on', 'desc')
    .orderBy('commitments.id', 'desc')
    .limit(LAST_FULFILLED)
    .execute()

/** What others owe to the own institution, first what it may say that arrived; what they fulfilled lately included; 50 a page. One query. */
export const listOwedByOthers = (ctx: Context, page: number): Promise<OwedByOthers[]> =>
  owedByOthers(ctx)
    .where(isOpenOrRecent(ctx))
    .orderBy(eb.case().when(isToReceive).then(none).when(isOpen).then(one).else(eb.lit(2)).end())
    .orderBy(eb.case().when(isUndated).then(one).else(none).end())
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()

export async function countOwedByOthers(ctx: Context): Promise<number> {
  const { total } = await visibleCommitments(ctx)
    .where('commitments.debtor_id', '<>', own(ctx))
    .where(isOpenOrRecent(ctx))
    .select(() => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** One commitment of the own institution, by its folio. Three queries. */
export async function findOwed(ctx: Context, folio: string): Promise<Owed | undefined> {
  const row = await owed(ctx).where('commitments.folio', '=', folio).executeTakeFirst()
  return row && (await complete(ctx, [row]))[0]
}

/** The commitment that the viewer was entrusted with. */
export const findErrand = (ctx: Context) =>
  owed(ctx).where('commitments.id', '=', ctx.viewer.access?.errand_id ?? '').executeTakeFirst()

/** One commitment that somebody else owes to the own institution, by its folio. */
export const findOwedByOthers = (ctx: Context, folio: string): Promise<OwedByOthers | undefined> =>
  owedByOthers(ctx).where('commitments.folio', '=', folio).executeTakeFirst()

/** The commitment to answer. What is not in sight does not exist; what others owe can be seen and not answered. */
export async function findToAnswer(ctx: Context, folio: string): Promise<Owed> {
  const commitment = await findOwed(ctx, folio)
  if (!commitment) permit(canDeclare(ctx.viewer, found(await findOwedByOthers(ctx, folio))))
  return found(commitment)
}

/** The commitment of which to say whether it arrived. What the own institution owes is answered elsewhere. */
export async function findToReceive(ctx: Context, folio: string): Promise<OwedByOthers> {
  const commitment = await findOwedByOthers(ctx, folio)
  if (!commitment) permit(!(await findOwed(ctx, folio)))
  return found(commitment)
}

const isOpenOrRecent = (ctx: Context) =>
  eb.or([isOpen, eb.and([isFulfilled, eb('commitments.closed_on', '>=', addDays(today(ctx), -RECENT_DAYS))])])

/** Adds who receives each one and the day asked for, if any. Two queries. */
async function complete(ctx: Context, rows: OwedRow[]): Promise<Owed[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const parties = await ctx.db
    .selectFrom('commitment_beneficiaries as party')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .select(['party.commitment_id', 'institutions.short_name'])
    .where('party.commitment_id', 'in', ids)
    .where('party.institution_id', '<>', own(ctx))
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  const proposals = await ctx.db
    .selectFrom('reschedules')
    .select(['commitment_id', 'to_due_on', 'reason'])
    .where('commitment_id', 'in', ids)
    .where('state', '=', 'proposed')
    .execute()
  return rows.map((row) => {
    const proposal = proposals.find(({ commitment_id }) => commitment_id === row.id)
    return {
      ...row,
      awaited_by: parties.filter((party) => party.commitment_id === row.id).map(({ short_name }) => short_name),
      asked_on: proposal?.to_due_on ?? null,
      asked_reason: proposal?.reason ?? null,
    }
  })
}
