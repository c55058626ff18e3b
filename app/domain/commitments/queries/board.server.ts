import { today, type Context } from '#app/lib/context.server.ts'

import { listInOrder, visibleCommitments, type Commitment, type CommitmentFilter } from '../queries.server.ts'
import { stageOf } from '../rules/stages.ts'
import { stages, type Stage } from '../terms.ts'
import { inState, matching, stage } from './filter.server.ts'

/** What is without effect is no column: it is counted beside the board. */
export const boardStages = ['pendiente', 'en-curso', 'por-validar', 'cumplido'] as const satisfies readonly Stage[]

export const CARDS = 20

type Counted = Record<Stage, { total: number; overdue: number }>

/** How many stand in each column, and how many of them are past their day. One query. */
export async function countStages(ctx: Context, filter: CommitmentFilter): Promise<Counted> {
  const rows = await visibleCommitments(ctx)
    .where(matching(ctx, filter))
    .select((eb) => [
      stage().as('stage'),
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when(inState(today(ctx), 'vencido')).then(eb.lit(1)).else(eb.lit(0)).end()).as('overdue'),
    ])
    .groupBy('stage')
    .execute()
  const counted = Object.fromEntries((Object.keys(stages) as Stage[]).map((name) => [name, { total: 0, overdue: 0 }])) as Counted
  for (const row of rows) counted[row.stage] = { total: Number(row.total), overdue: Number(row.overdue) }
  return counted
}

/** The first cards of each column: what is due first, and of what is done the latest. Three queries. */
export async function listBoard(ctx: Context, filter: CommitmentFilter): Promise<Map<Stage, Commitment[]>> {
  const firstOf = (name: Stage) => {
    const column = visibleCommitments(ctx).select(['commitments.id', 'commitments.due_on', 'commitments.closed_on']).where(matching(ctx, { ...filter, stage: name }))
    const ordered = name === 'cumplido'
      ? column.orderBy('commitments.closed_on', 'desc')
      : column.orderBy((eb) => eb.case().when('commitments.due_on', 'is', null).then(eb.lit(1)).else(eb.lit(0)).end()).orderBy('commitments.due_on')
    return ctx.db.selectFrom(ordered.orderBy('commitments.id').limit(CARDS).as('first')).select(['first.id', 'first.due_on', 'first.closed_on'])
  }
  const [one, ...others] = boardStages.map(firstOf)
  const first = await others.reduce((union, column) => union.unionAll(column), one!).execute()
  const cards = await listInOrder(ctx, first.toSorted(dueFirst).map(({ id }) => id))
  return new Map(boardStages.map((name) => {
    const column = cards.filter((card) => stageOf(card) === name)
    return [name, name === 'cumplido' ? column.toSorted(latestFirst) : column]
  }))
}

type Dated = Pick<Commitment, 'id' | 'due_on' | 'closed_on'>

const dueFirst = (a: Dated, b: Dated) => compare(a.due_on ?? '9999', b.due_on ?? '9999') || compare(a.id, b.id)

const latestFirst = (a: Dated, b: Dated) => compare(b.closed_on ?? '', a.closed_on ?? '') || compare(a.id, b.id)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
