import { expressionBuilder } from 'kysely'

import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { oneOfParam } from '#app/lib/list-address.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Database } from '#db/schema.ts'

import { readCommitmentFilter, visibleCommitments, type CommitmentFilter } from '../queries.server.ts'
import { chooseLines, MOST_LINES, othersName, parts, shownOf, wholes, type Tally } from '../rules/matrix.ts'
import { NOBODY, type Chosen } from '../rules/pairs.ts'
import { matrixStates, NOBODY_NAMED, type MatrixState } from '../terms.ts'
import { inState, matching } from './filter.server.ts'
import { inPair } from './pairs.server.ts'

const PLACES = ['q', 'region', 'kind', 'institution_id', 'side', 'counterpart_id', 'due_from', 'due_before'] as const

export type MatrixFilter = Pick<CommitmentFilter, (typeof PLACES)[number]> & { state: MatrixState }

/** A row or a column. `others` are those that have none of their own, summed. */
export type Line = { key: string; name: string; tally: Tally; chosen: Chosen | typeof NOBODY; ours?: boolean }
export type Cell = { row: string; column: string; tally: Tally }
export type Matrix = { rows: Line[]; columns: Line[]; cells: Cell[]; total: Tally; debtors: number; receivers: number }

const OTHERS = 'otras'
const NOTHING: Tally = { part: 0, whole: 0 }

/** The filter of an address: what a list understands of institutions, words and days, and one of three states. */
export function readMatrixFilter(search: URLSearchParams, ctx: Context): MatrixFilter {
  const filter = readCommitmentFilter(search, ctx)
  return {
    ...Object.fromEntries(PLACES.map((name) => [name, filter[name]])),
    state: oneOfParam(search, 'estado', matrixStates) ?? 'abiertos',
  }
}

/**
 * Who owes what to whom within a filter. A commitment that two receive is in two cells and once in the totals. Four
 * queries, whatever its size; nothing for whoever is outside the network.
 */
export async function findMatrix(ctx: Context, filter: MatrixFilter, most = MOST_LINES): Promise<Matrix> {
  if (!ofNetwork(ctx.viewer.role)) return { rows: [], columns: [], cells: [], total: NOTHING, debtors: 0, receivers: 0 }
  const { state } = filter
  const pinned = [ctx.viewer.institution_id ?? '', filter.institution_id ?? '']
  const debtors = (await listDebtors(ctx, filter)).map(withTally)
  const received = (await listReceivers(ctx, filter)).map(withTally)
  const receivers = received.filter((line): line is typeof line & { id: string } => line.id !== null)
  const nobody = received.find(({ id }) => id === null)?.tally ?? NOTHING

  const rows = chooseLines(state, debtors, pinned, most)
  const columns = chooseLines(state, receivers, pinned, most)
  const ids = { rows: rows.shown.map(({ id }) => id), columns: columns.shown.map(({ id }) => id) }
  const cells = rows.shown.length > 0 ? await listCells(ctx, filter, ids) : []
  const names = rows.shown.length > 0 ? await namesOf(ctx, [...ids.rows, ...ids.columns]) : new Map<string, string>()

  const lineOf = ({ id, tally }: { id: string; tally: Tally }): Line =>
    ({ key: id, name: names.get(id) ?? '', tally, chosen: { only: id }, ours: id === ctx.viewer.institution_id })
  const restOf = ({ others }: { others: unknown[] }, except: string[], tally: Tally): Line[] =>
    others.length > 0 ? [{ key: OTHERS, name: othersName(others.length), tally, chosen: { except } }] : []
  return {
    rows: [...rows.shown.map(lineOf), ...restOf(rows, ids.rows, sum(debtors.filter(({ id }) => !ids.rows.includes(id))))],
    columns: [
      ...columns.shown.map(lineOf),
      ...restOf(columns, ids.columns, sum(cells.filter(({ column }) => column === OTHERS))),
      ...(shownOf(state, nobody) > 0 ? [{ key: NOBODY, name: NOBODY_NAMED, tally: nobody, chosen: NOBODY } as const] : []),
    ],
    cells: cells.filter(({ tally }) => shownOf(state, tally) > 0),
    total: sum(debtors),
    debtors: rows.shown.length + rows.others.length,
    receivers: columns.shown.length + columns.others.length,
  }
}

/** What the filter says but of institutions. */
const within = (ctx: Context, { q, due_from, due_before, state }: MatrixFilter) =>
  visibleCommitments(ctx).where(matching(ctx, { q, due_from, due_before, state: wholes[state] }))

/** One row for each pair within the filter. */
const pairs = (ctx: Context, { state, ...filter }: MatrixFilter) =>
  within(ctx, { state, ...filter })
    .leftJoin('commitment_beneficiaries as party', 'party.commitment_id', 'commitments.id')
    .leftJoin('institutions as receiver', 'receiver.id', 'party.institution_id')
    .where(inPair(filter))

/** Where no group has a commitment twice. */
const rowsIn = (ctx: Context, { state }: MatrixFilter) => [
  eb.fn.countAll<number>().as('whole'),
  eb.fn.sum<number>(eb.case().when(inState(today(ctx), parts[state])).then(eb.lit(1)).else(eb.lit(0)).end()).as('part'),
]

/** Where a group may have it once for each who receives it. */
const commitmentsIn = (ctx: Context, { state }: MatrixFilter) => [
  eb.fn.count<number>('commitments.id').distinct().as('whole'),
  eb.fn.count<number>(eb.case().when(inState(today(ctx), parts[state])).then(eb.ref('commitments.id')).end()).distinct().as('part'),
]

/** Who receives is only looked at when the filter asks about it: of 20,000 commitments it took three times as long. */
function listDebtors(ctx: Context, filter: MatrixFilter) {
  const { region, kind, institution_id, counterpart_id } = filter
  return region || kind || institution_id || counterpart_id
    ? pairs(ctx, filter).select('commitments.debtor_id as id').select(commitmentsIn(ctx, filter)).groupBy('commitments.debtor_id').execute()
    : within(ctx, filter).select('commitments.debtor_id as id').select(rowsIn(ctx, filter)).groupBy('commitments.debtor_id').execute()
}

const listReceivers = (ctx: Context, filter: MatrixFilter) =>
  pairs(ctx, filter).select('party.institution_id as id').select(rowsIn(ctx, filter)).groupBy('party.institution_id').execute()

const eb = expressionBuilder<Database, 'commitments'>()

const withTally = <R extends { part: number; whole: number }>({ part, whole, ...rest }: R) => ({ ...rest, tally: { part: Number(part), whole: Number(whole) } })

/** The pairs of these lines; everybody else is one more, and so is nobody. */
async function listCells(ctx: Context, filter: MatrixFilter, ids: { rows: string[]; columns: string[] }): Promise<Cell[]> {
  const cells = await pairs(ctx, filter)
    .select(commitmentsIn(ctx, filter))
    .select((eb) => [
      eb.case().when('commitments.debtor_id', 'in', ids.rows).then(eb.ref('commitments.debtor_id')).else(OTHERS).end().as('row_key'),
      eb.case()
        .when('party.institution_id', 'is', null).then<string>(NOBODY)
        .when('party.institution_id', 'in', ids.columns).then(eb.ref('party.institution_id'))
        .else(OTHERS).end().as('column_key'),
    ])
    .groupBy(['row_key', 'column_key'])
    .execute()
  return cells.map(withTally).map(({ row_key: row, column_key, tally }) => ({ row, column: column_key ?? NOBODY, tally }))
}

async function namesOf(ctx: Context, ids: string[]) {
  const rows = await visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name']).where('institutions.id', 'in', ids).execute()
  return new Map(rows.map(({ id, short_name }) => [id, short_name]))
}

const sum = (lines: { tally: Tally }[]): Tally =>
  lines.reduce((total, { tally }) => ({ part: total.part + tally.part, whole: total.whole + tally.whole }), NOTHING)
