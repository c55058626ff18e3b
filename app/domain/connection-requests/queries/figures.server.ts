import type { Context } from '#app/lib/context.server.ts'

import { visibleRequests } from '../queries.server.ts'
import { daysToMeeting, median } from '../rules.ts'
import type { RequestStateFilter } from '../terms.ts'
import { calledSteps, inState, matching } from './filter.server.ts'

/** Days YYYY-MM-DD, both included, of when a request was received. Absent ends are open. */
export type Period = { from?: string; until?: string }

const COUNTED = ['con-resultado', 'logradas', 'no-logradas', 'abiertas', 'retiradas'] as const satisfies RequestStateFilter[]

export type ConnectionFigures = {
  /** All that were received in the period; the other counts are parts of it. */
  received: number
  with_result: number
  achieved: number
  not_achieved: number
  open: number
  withdrawn: number
  /** How many came to have a meeting called, and the median of the days corridos until then. */
  called: number
  median_days: number | null
}

/**
 * «Conexiones logradas» and its denominators, of the requests received in a period. Each count has its list:
 * `figureAddress` says where. Two queries.
 */
export async function connectionFigures(ctx: Context, period: Period): Promise<ConnectionFigures> {
  const counts = await visibleRequests(ctx)
    .where(matching(period))
    .select((eb) => [
      eb.fn.countAll<number>().as('received'),
      ...COUNTED.map((state) => eb.fn.sum<number>(eb.case().when(inState(state)).then(eb.lit(1)).else(eb.lit(0)).end()).as(state)),
    ])
    .executeTakeFirst() as Record<string, number | null> | undefined
  const called = await visibleRequests(ctx)
    .innerJoin(
      calledSteps().select((eb) => ['step.request_id', eb.fn.min('step.created_at').as('called_at')]).groupBy('step.request_id').as('called'),
      'called.request_id',
      'connection_requests.id',
    )
    .select(['connection_requests.received_on', 'called.called_at'])
    .where(matching(period))
    .execute()
  const count = (name: string) => Number(counts?.[name] ?? 0)
  return {
    received: count('received'),
    with_result: count('con-resultado'),
    achieved: count('logradas'),
    not_achieved: count('no-logradas'),
    open: count('abiertas'),
    withdrawn: count('retiradas'),
    called: called.length,
    median_days: median(called.map(({ received_on, called_at }) => daysToMeeting(received_on, called_at))),
  }
}
