import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { tookPlace } from '#app/domain/meetings/queries/filter.server.ts'
import { rhythmOf } from '#app/domain/today/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'

/** Days looked back for the usual gap between contacts. */
export const RHYTHM_DAYS = 365

/** The days on which a meeting with each of these institutions took place, since a day. One query. */
export async function listContactDays(ctx: Context, institution_ids: string[], since: string): Promise<Map<string, string[]>> {
  const days = new Map<string, string[]>(institution_ids.map((id) => [id, []]))
  if (institution_ids.length === 0) return days
  const rows = await visibleMeetings(ctx)
    .innerJoin('participants', 'participants.meeting_id', 'meetings.id')
    .select(['participants.institution_id', 'meetings.starts_at'])
    .distinct()
    .where('participants.institution_id', 'in', institution_ids)
    .where('meetings.starts_at', '>=', since)
    .where(tookPlace(ctx))
    .execute()
  for (const { institution_id, starts_at } of rows) days.get(institution_id ?? '')?.push(todayIn(ctx.viewer.zone, new Date(starts_at)))
  return days
}

/** Usual weeks between contacts with an institution, in the last year; null when they are too few to tell. One query. */
export async function findRhythm(ctx: Context, institution_id: string): Promise<number | null> {
  const days = await listContactDays(ctx, [institution_id], addDays(today(ctx), -RHYTHM_DAYS))
  return rhythmOf(days.get(institution_id) ?? [])
}
