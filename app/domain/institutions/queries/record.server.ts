import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { matching as matchingAgreements } from '#app/domain/agreements/queries/filter.server.ts'
import type { Validity } from '#app/domain/agreements/terms.ts'
import { countGroups, visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import type { Side, StateFilter } from '#app/domain/commitments/terms.ts'
import { countMeetings, visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { hasParticipant, tookPlace } from '#app/domain/meetings/queries/filter.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { countDocuments } from './documents.server.ts'
import { visibleInstitutions } from '../queries.server.ts'

/** How much there is behind each tab of an institution. Six queries. */
export async function countTabs(ctx: Context, institution_id: string) {
  const { vigentes, terminados, 'por-renovar': ending } = await countAgreementsByValidity(ctx, institution_id)
  const { debe, recibe } = await countFulfilment(ctx, institution_id)
  return {
    commitments: (await countGroups(ctx, { institution_id, state: 'abiertos' })).total,
    agreements: vigentes + terminados,
    meetings: await countMeetings(ctx, { institution_id, page: 1 }),
    documents: await countDocuments(ctx, institution_id),
    /** Each figure by the value of the filter that lists it. */
    validity: { vigentes, 'por-renovar': ending, terminados },
    sides: { debe, recibe },
  }
}

const VALIDITIES = ['vigentes', 'por-renovar', 'terminados'] as const satisfies readonly Validity[]

/** Agreements and convenios to which it is a party, by what their days say. One query. */
async function countAgreementsByValidity(ctx: Context, institution_id: string): Promise<Record<(typeof VALIDITIES)[number], number>> {
  const row = await visibleAgreements(ctx)
    .where(matchingAgreements(ctx, { institution_id }))
    .select((eb) => VALIDITIES.map((validity) =>
      eb.fn.sum<number>(eb.case().when(matchingAgreements(ctx, { validity })).then(eb.lit(1)).else(eb.lit(0)).end()).as(validity)))
    .executeTakeFirst()
  return numbers(VALIDITIES, row)
}

const STATES = ['abiertos-y-cumplidos', 'cumplido', 'por-validar', 'vencido'] as const satisfies readonly StateFilter[]
export type Fulfilment = Record<(typeof STATES)[number], number>

/**
 * What it owes and what it is owed, by the states of the list of commitments: kept ones of those that stand, and what was
 * declared and nobody has verified apart, since it does not count. Two queries.
 */
export async function countFulfilment(ctx: Context, institution_id: string): Promise<Record<Side, Fulfilment>> {
  const of = async (side: Side) => {
    const row = await visibleCommitments(ctx)
      .where(matching(ctx, { institution_id, side }))
      .select((eb) => STATES.map((state) => eb.fn.sum<number>(eb.case().when(matching(ctx, { state })).then(eb.lit(1)).else(eb.lit(0)).end()).as(state)))
      .executeTakeFirst()
    return numbers(STATES, row)
  }
  return { debe: await of('debe'), recibe: await of('recibe') }
}

/** Sums of nothing are null. */
const numbers = <K extends string>(names: readonly K[], row: object | undefined) =>
  Object.fromEntries(names.map((name) => [name, Number((row as Record<string, unknown> | undefined)?.[name] ?? 0)])) as Record<K, number>

/** The communes an institution serves, by region from north to south. One query. */
export const listJurisdiction = (ctx: Context, institution_id: string) =>
  visibleInstitutions(ctx)
    .innerJoin('jurisdictions', 'jurisdictions.institution_id', 'institutions.id')
    .innerJoin('communes', 'communes.cut', 'jurisdictions.commune_cut')
    .innerJoin('regions', 'regions.code', 'communes.region_code')
    .select(['communes.cut', 'communes.name', 'regions.name as region_name'])
    .where('institutions.id', '=', institution_id)
    .orderBy('regions.sort')
    .orderBy('communes.search_text')
    .orderBy('communes.cut')
    .execute()

/** The start (instant) of the last meeting with an institution that took place. */
export async function findLastContact(ctx: Context, institution_id: string): Promise<string | null> {
  const { last_at } = await visibleMeetings(ctx)
    .select((eb) => eb.fn.max('meetings.starts_at').as('last_at'))
    .where(tookPlace(ctx))
    .where(hasParticipant(institution_id))
    .executeTakeFirstOrThrow()
  return last_at
}

/** How many open commitments each position answers for. One query. */
export async function countOpenByPosition(ctx: Context, position_ids: string[]): Promise<Map<string, number>> {
  if (position_ids.length === 0) return new Map()
  const rows = await visibleCommitments(ctx)
    .select((eb) => ['commitments.responsible_position_id', eb.fn.countAll<number>().as('total')])
    .where('commitments.responsible_position_id', 'in', position_ids)
    .where('commitments.closed_on', 'is', null)
    .groupBy('commitments.responsible_position_id')
    .execute()
  return new Map(rows.map(({ responsible_position_id, total }) => [responsible_position_id ?? '', Number(total)]))
}
