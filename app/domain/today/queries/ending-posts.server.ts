import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { ownCommitments } from '../queries.server.ts'

/** How long before the end of a term somebody should ask who comes next. */
const NOTICE_DAYS = 30

/**
 * Positions that answer for open commitments and whose holder's term ends within 30 days without a successor, the first to
 * end first. A term that ends with another following, or with the one who was covered coming back, is not one. One query.
 */
export async function listEndingPosts(ctx: Context, limit: number) {
  const day = today(ctx)
  const rows = await ownCommitments(ctx)
    .innerJoin('positions', 'positions.id', 'commitments.responsible_position_id')
    .innerJoin('tenures', 'tenures.position_id', 'positions.id')
    .select((eb) => [
      'positions.id', 'positions.title', 'debtor.id as institution_id', 'debtor.short_name as institution_name',
      eb.fn.max('tenures.ends_on').as('ends_on'),
      eb.fn.count<number>('commitments.id').distinct().as('open'),
    ])
    .where('tenures.starts_on', '<=', day)
    .where('tenures.ends_on', '>=', day)
    .where('tenures.ends_on', '<=', addDays(day, NOTICE_DAYS))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tenures as later')
            .select('later.id')
            .whereRef('later.position_id', '=', 'positions.id')
            .where('later.starts_on', '<=', addDays(day, NOTICE_DAYS + 1))
            .where((inner) => inner.or([inner('later.ends_on', 'is', null), inner('later.ends_on', '>', addDays(day, NOTICE_DAYS))])),
        ),
      ),
    )
    .groupBy(['positions.id', 'positions.title', 'debtor.id', 'debtor.short_name'])
    .orderBy('ends_on')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  return rows.map(({ open, ends_on, ...row }) => ({ ...row, ends_on: String(ends_on), open: Number(open) }))
}
