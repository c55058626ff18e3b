import { sql, type Expression, type SqlBool } from 'kysely'

import { inState } from '#app/domain/commitments/queries/filter.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { tookPlace } from '#app/domain/meetings/queries/filter.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { listHeads } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { inOrder } from '#app/lib/ids.server.ts'
import { searchWords } from '#app/lib/text.ts'

import { hasWords, visibleInstitutions } from '../queries.server.ts'
import { rank } from '../ranking.ts'
import { institutionViews, type InstitutionKind, type InstitutionSort, type InstitutionView, type NetworkStatus } from '../terms.ts'

export const PAGE_SIZE = 50

export type InstitutionFilter = {
  view?: InstitutionView
  /** Words of any of its names, however they are spelled. */
  q?: string
  kind?: InstitutionKind
  region?: string
  status?: NetworkStatus
  sort?: InstitutionSort
  descending?: boolean
  /** Counts from 1. */
  page?: number
}

/**
 * One page of 50 with the authority of today, the last meeting held and what each one owes; what was searched for
 * comes by likeness unless an order is chosen. Four queries, whatever the page.
 */
export async function listInstitutions(ctx: Context, filter: InstitutionFilter = {}) {
  const from = ((filter.page ?? 1) - 1) * PAGE_SIZE
  const likely = searchWords(filter.q ?? '').length > 0 && !filter.sort ? await listLikely(ctx, filter) : undefined
  if (likely) return { institutions: await listInstitutionsById(ctx, likely.slice(from, from + PAGE_SIZE)), total: likely.length }
  const rows = await ordered(ctx, filter)
    .limit(PAGE_SIZE)
    .offset(from)
    .execute()
  return { institutions: await withAuthorities(ctx, rows), total: await countInstitutions(ctx, filter) }
}

/** The ids of every match, in the order of the list: for exports. */
export async function listInstitutionIds(ctx: Context, filter: InstitutionFilter): Promise<string[]> {
  if (searchWords(filter.q ?? '').length > 0 && !filter.sort) return listLikely(ctx, filter)
  return (await ordered(ctx, filter).execute()).map(({ id }) => id)
}

/** These institutions, in this order. Three queries. */
export async function listInstitutionsById(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return withAuthorities(ctx, inOrder(ids, await withFigures(ctx).where('institutions.id', 'in', ids).execute()))
}

function ordered(ctx: Context, filter: InstitutionFilter) {
  const direction = filter.descending ? 'desc' : 'asc'
  return withFigures(ctx)
    .where(matching(ctx, filter))
    .$if(filter.sort === 'tipo', (query) => query.orderBy('institutions.kind', direction))
    .$if(filter.sort === 'red', (query) => query.orderBy(statusRank, direction))
    .$if(filter.sort === 'contacto', (query) => query.orderBy('last_at', (by) => (filter.descending ? by.desc() : by.asc()).nullsLast()))
    .$if(filter.sort === 'abiertos', (query) => query.orderBy('open_count', direction))
    .$if(filter.sort === 'vencidos', (query) => query.orderBy('overdue_count', direction))
    .orderBy('institutions.sort_text', filter.sort === 'nombre' ? direction : 'asc')
    .orderBy('institutions.id')
}

/** How many institutions each tab holds. One query. */
export async function countViews(ctx: Context): Promise<Record<InstitutionView, number>> {
  const views = Object.keys(institutionViews) as InstitutionView[]
  const row = await inUse(ctx)
    .select((eb) => views.map((view) => eb.fn.sum<number>(eb.case().when(inView(ctx, view)).then(eb.lit(1)).else(eb.lit(0)).end()).as(view)))
    .executeTakeFirst()
  const counts = row as Record<string, number | null> | undefined
  return Object.fromEntries(views.map((view) => [view, Number(counts?.[view] ?? 0)])) as Record<InstitutionView, number>
}

async function countInstitutions(ctx: Context, filter: InstitutionFilter): Promise<number> {
  const { total } = await inUse(ctx)
    .where(matching(ctx, filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** The ids of every match, the likeliest first. */
async function listLikely(ctx: Context, filter: InstitutionFilter): Promise<string[]> {
  const rows = await inUse(ctx)
    .where(matching(ctx, filter))
    .select(['institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.aliases'])
    .execute()
  return rank(filter.q ?? '', rows).map(({ id }) => id)
}

const inUse = (ctx: Context) => visibleInstitutions(ctx).where('institutions.archived_at', 'is', null)

/** Beside each one the last meeting held with it, and what it owes and has not kept: counted for the rows of the page alone. */
const withFigures = (ctx: Context) =>
  inUse(ctx)
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('users as coordinator', 'coordinator.id', 'institutions.coordinator_id')
    .select([
      'coordinator.name as coordinator_name',
      'institutions.id', 'institutions.name', 'institutions.short_name', 'institutions.kind',
      'institutions.network_status', 'institutions.member_since_on', 'institutions.network_status_on', 'institutions.rut',
      'regions.short_name as region_name', 'communes.name as commune_name',
    ])
    .select((eb) => [
      contacts(ctx).select((inner) => inner.fn.max('meetings.starts_at').as('last_at')).as('last_at'),
      debts(ctx).select(eb.fn.countAll<number>().as('total')).as('open_count'),
      debts(ctx).where(inState(today(ctx), 'vencido')).select(eb.fn.countAll<number>().as('total')).as('overdue_count'),
    ])

/** The meetings held with the institution of the row outside. */
const contacts = (ctx: Context) =>
  visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .where(tookPlace(ctx))
    .where(sql<SqlBool>`participants.institution_id = institutions.id`)

/** What the institution of the row outside owes. */
const debts = (ctx: Context) =>
  visibleCommitments(ctx).where('commitments.closed_on', 'is', null).where(sql<SqlBool>`commitments.debtor_id = institutions.id`)

type Row = Awaited<ReturnType<ReturnType<typeof withFigures>['executeTakeFirstOrThrow']>>

async function withAuthorities(ctx: Context, rows: Row[]) {
  const heads = await listHeads(ctx, rows.map(({ id }) => id), today(ctx))
  const holders = await listHoldersOn(ctx, heads.map(({ id }) => id), today(ctx))
  return rows.map(({ open_count, overdue_count, ...row }) => {
    const head = heads.find(({ institution_id }) => institution_id === row.id)
    const holder = head && holders.find(({ position_id }) => position_id === head.id)
    return {
      ...row,
      open_count: Number(open_count ?? 0),
      overdue_count: Number(overdue_count ?? 0),
      authority_title: head?.title ?? null,
      /** Somebody has held it: without a holder it is vacant, and not merely unknown. */
      authority_known: head?.known === 1,
      authority: holder ? { person_id: holder.person_id, name: shownName(holder) } : null,
    }
  })
}

export type ListedInstitution = Awaited<ReturnType<typeof withAuthorities>>[number]

const yes = sql<SqlBool>`1 = 1`
const and = (conditions: Expression<SqlBool>[]) => sql<SqlBool>`(${sql.join(conditions, sql` and `)})`

export function matching(ctx: Context, { view, q, kind, region, status }: InstitutionFilter): Expression<SqlBool> {
  const words = searchWords(q ?? '')
  return and([
    view ? inView(ctx, view) : yes,
    kind ? sql<SqlBool>`institutions.kind = ${kind}` : yes,
    region ? sql<SqlBool>`institutions.region_code = ${region}` : yes,
    status ? sql<SqlBool>`institutions.network_status = ${status}` : yes,
    words.length > 0 ? hasWords(sql<string>`institutions.search_text`, words) : yes,
  ])
}

/** «La red»: who belongs to it or is joining, and whoever it deals with. */
function inView(ctx: Context, view: InstitutionView): Expression<SqlBool> {
  if (view === 'servicios') return sql<SqlBool>`institutions.kind in ('gore', 'serviu', 'seremi', 'ministry', 'other')`
  if (view === 'todas') return yes
  return sql<SqlBool>`(institutions.network_status in ('member', 'joining')
    or exists ${debts(ctx).select('commitments.id')} or exists ${contacts(ctx).select('meetings.id')})`
}

const statusRank = sql`case institutions.network_status when 'member' then 0 when 'joining' then 1 when 'withdrawn' then 2 else 3 end`
