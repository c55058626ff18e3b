import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { isOwn } from '../queries.server.ts'

/** How long before the end of a term its open commitments are looked at. */
export const ENDING_DAYS = 30

/**
 * Positions that answer for open commitments and whose holder leaves within 30 days without anybody named after them, the
 * next to leave first. One query.
 */
export async function listEndingPosts(ctx: Context, limit: number) {
  const day = today(ctx)
  const until = addDays(day, ENDING_DAYS)
  const rows = await ownCommitments(ctx)
    .innerJoin('positions', 'positions.id', 'commitments.responsible_position_id')
    .innerJoin('tenures', 'tenures.position_id', 'positions.id')
    .select((eb) => [
      'positions.id', 'positions.title', 'debtor.short_name as institution_name',
      eb.fn.max('tenures.ends_on').as('ends_on'), eb.fn.count<number>('commitments.id').distinct().as('open'),
    ])
    .where('tenures.starts_on', '<=', day)
    .where('tenures.ends_on', '>=', day)
    .where('tenures.ends_on', '<=', until)
    .where((eb) => eb.not(eb.exists(
      eb
        .selectFrom('tenures as after')
        .select('after.id')
        .whereRef('after.position_id', '=', 'positions.id')
        .where((inner) => inner.or([inner('after.ends_on', 'is', null), inner('after.ends_on', '>', until)])),
    )))
    .groupBy(['positions.id', 'positions.title', 'debtor.short_name'])
    .orderBy('ends_on')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, ends_on: row.ends_on!, open: Number(row.open) }))
}

/**
 * Institutions with commitments so late that they wait for a meeting, when none is called with them, the
 * longest late first. One query.
 */
export async function listWaitingForMeeting(ctx: Context, limit: number) {
  const day = today(ctx)
  const rows = await ownCommitments(ctx)
    .innerJoin('ladder_steps', (join) => join.on('ladder_steps.target', '=', 'agenda').on('ladder_steps.enabled', '=', 1))
    .select((eb) => ['debtor.id', 'debtor.short_name as name', 'ladder_steps.days', eb.fn.min('commitments.due_on').as('oldest_on')])
    .where('commitments.declared_state', 'in', ['proposed', 'accepted', 'in_progress'])
    .where('commitments.due_on', '<', day)
    .where((eb) => eb.not(eb.exists(
      eb
        .selectFrom('participants')
        .innerJoin('meetings', 'meetings.id', 'participants.meeting_id')
        .select('meetings.id')
        .whereRef('participants.institution_id', '=', 'debtor.id')
        .where('meetings.state', '=', 'called')
        .where('meetings.starts_at', '>', ctx.now.toISOString()),
    )))
    .groupBy(['debtor.id', 'debtor.short_name', 'ladder_steps.days'])
    .orderBy('oldest_on')
    .orderBy('debtor.id')
    .execute()
  return rows
    .filter(({ oldest_on, days }) => oldest_on !== null && addDays(oldest_on, days) <= day)
    .slice(0, limit)
    .map(({ id, name, oldest_on }) => ({ id, name, oldest_on: oldest_on! }))
}

const ownCommitments = (ctx: Context) =>
  visibleCommitments(ctx)
    .where('commitments.closed_on', 'is', null)
    .$if(isOwn(ctx), (query) => query.where('commitments.follow_up_user_id', '=', ctx.viewer.id))
