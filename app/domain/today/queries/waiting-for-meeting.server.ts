import { today, type Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { ownCommitments } from '../queries.server.ts'

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
