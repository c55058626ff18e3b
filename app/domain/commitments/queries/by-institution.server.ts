import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'

import { today, type Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { visibleCommitments, type CommitmentFilter } from '../queries.server.ts'
import { inState, matching } from './filter.server.ts'

export type SideCount = { total: number; open: number; overdue: number; kept: number }
export type Standing = { institution_id: string; name: string; owes: SideCount; receives: SideCount }

const NOTHING: SideCount = { total: 0, open: 0, overdue: 0, kept: 0 }

/**
 * What each institution owes and is owed within a filter, the most overdue first. What is without effect does not
 * count. Two queries, whatever their number.
 */
export async function listStandings(ctx: Context, filter: CommitmentFilter): Promise<Standing[]> {
  const counted = () =>
    visibleCommitments(ctx)
      .where(matching(ctx, filter))
      .where('commitments.declared_state', '<>', 'dropped')
      .select((eb) => [
        eb.fn.countAll<number>().as('total'),
        countOf(eb('commitments.closed_on', 'is', null)).as('open'),
        countOf(inState(today(ctx), 'vencido')).as('overdue'),
        countOf(eb('commitments.closed_on', 'is not', null)).as('kept'),
      ])
  const owed = await counted()
    .select(['debtor.id as institution_id', 'debtor.short_name as name', 'debtor.sort_text'])
    .groupBy(['debtor.id', 'debtor.short_name', 'debtor.sort_text'])
    .execute()
  const received = await counted()
    .innerJoin('commitment_beneficiaries as party', 'party.commitment_id', 'commitments.id')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .$if(filter.institution_id !== undefined, (query) =>
      // Two that receive the same do not owe each other.
      query.where((eb) => eb.or([eb('party.institution_id', '=', filter.institution_id!), eb('commitments.debtor_id', '=', filter.institution_id!)])))
    .select(['institutions.id as institution_id', 'institutions.short_name as name', 'institutions.sort_text'])
    .groupBy(['institutions.id', 'institutions.short_name', 'institutions.sort_text'])
    .execute()

  const standings = new Map<string, Standing & { sort_text: string }>()
  for (const [side, rows] of [['owes', owed], ['receives', received]] as const) {
    for (const { institution_id, name, sort_text, ...count } of rows) {
      const standing = standings.get(institution_id) ?? { institution_id, name, sort_text, owes: NOTHING, receives: NOTHING }
      const numbers = { total: Number(count.total), open: Number(count.open), overdue: Number(count.overdue), kept: Number(count.kept) }
      standings.set(institution_id, { ...standing, [side]: numbers })
    }
  }
  return [...standings.values()]
    .toSorted((a, b) => b.owes.overdue - a.owes.overdue || b.owes.open - a.owes.open || compare(a.sort_text, b.sort_text))
    .map(({ sort_text: _sorted, ...standing }) => standing)
}

const eb = expressionBuilder<Database, 'commitments'>()

const countOf = (condition: Expression<SqlBool>) => eb.fn.sum<number>(eb.case().when(condition).then(eb.lit(1)).else(eb.lit(0)).end())

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
