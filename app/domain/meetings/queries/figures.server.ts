import { matching as matchingAgreements, type AgreementFilter } from '#app/domain/agreements/queries/filter.server.ts'
import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { inState, matching as matchingCommitments, type CommitmentFilter } from '#app/domain/commitments/queries/filter.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { visibleMeetings } from '../queries.server.ts'

/** The lists behind the figures, by the filters their addresses stand for. */
export const OPEN = { state: 'abiertos' } as const
export const STANDING = { validity: 'vigentes', progress: 'por-cumplir' } as const
export const ENDING = { kind: 'convenio', validity: 'por-renovar' } as const

export type Figures = {
  owes: number
  overdue: number
  receives: number
  /** What it owes the viewer's institution, and is owed by it. */
  owes_us: number
  receives_from_us: number
  agreements: number
  ending: number
  meetings: number
}

/** How matters stand with each of these institutions. Seven queries, however many they are. */
export async function countFigures(ctx: Context, institution_ids: string[]): Promise<Map<string, Figures>> {
  if (institution_ids.length === 0) return new Map()
  const us = ctx.viewer.institution_id ?? ''
  const owed = await countOwed(ctx, institution_ids, OPEN)
  const owed_us = await countOwed(ctx, institution_ids, { ...OPEN, side: 'debe', counterpart_id: us })
  const received = await countReceived(ctx, institution_ids, OPEN)
  const received_from_us = await countReceived(ctx, institution_ids, { ...OPEN, side: 'recibe', counterpart_id: us })
  const standing = await countAgreements(ctx, institution_ids, STANDING)
  const ending = await countAgreements(ctx, institution_ids, ENDING)
  const met = await countMeetings(ctx, institution_ids)
  const of = (rows: Count[], id: string) => Number(rows.find((row) => row.id === id)?.total ?? 0)
  return new Map(
    institution_ids.map((id) => [
      id,
      {
        owes: of(owed, id),
        overdue: Number(owed.find((row) => row.id === id)?.overdue ?? 0),
        receives: of(received, id),
        owes_us: us ? of(owed_us, id) : 0,
        receives_from_us: us ? of(received_from_us, id) : 0,
        agreements: of(standing, id),
        ending: of(ending, id),
        meetings: of(met, id),
      },
    ]),
  )
}

type Count = { id: string; total: number }

const countOwed = (ctx: Context, institution_ids: string[], filter: CommitmentFilter) =>
  visibleCommitments(ctx)
    .select((eb) => [
      'commitments.debtor_id as id',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when(inState(today(ctx), 'vencido')).then(eb.lit(1)).else(eb.lit(0)).end()).as('overdue'),
    ])
    .where(matchingCommitments(ctx, filter))
    .where('commitments.debtor_id', 'in', institution_ids)
    .groupBy('commitments.debtor_id')
    .execute()

const countReceived = (ctx: Context, institution_ids: string[], filter: CommitmentFilter): Promise<Count[]> =>
  visibleCommitments(ctx)
    .innerJoin('commitment_beneficiaries as receiver', 'receiver.commitment_id', 'commitments.id')
    .select((eb) => ['receiver.institution_id as id', eb.fn.countAll<number>().as('total')])
    .where(matchingCommitments(ctx, filter))
    .where('receiver.institution_id', 'in', institution_ids)
    .groupBy('receiver.institution_id')
    .execute()

/** An institution may be a party twice, in two roles. */
const countAgreements = (ctx: Context, institution_ids: string[], filter: AgreementFilter): Promise<Count[]> =>
  visibleAgreements(ctx)
    .innerJoin('agreement_parties as one', 'one.agreement_id', 'agreements.id')
    .select((eb) => ['one.institution_id as id', eb.fn.count<number>('agreements.id').distinct().as('total')])
    .where(matchingAgreements(ctx, filter))
    .where('one.institution_id', 'in', institution_ids)
    .groupBy('one.institution_id')
    .execute()

const countMeetings = (ctx: Context, institution_ids: string[]): Promise<Count[]> =>
  visibleMeetings(ctx)
    .innerJoin('participants as one', 'one.meeting_id', 'meetings.id')
    .select((eb) => ['one.institution_id as id', eb.fn.count<number>('meetings.id').distinct().as('total')])
    .where('one.institution_id', 'in', institution_ids)
    .groupBy('one.institution_id')
    .execute()
    .then((rows) => rows.map(({ id, total }) => ({ id: id ?? '', total })))
