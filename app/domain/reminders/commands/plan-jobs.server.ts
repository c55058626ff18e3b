import { listSeats } from '#app/domain/deadlines/queries.server.ts'
import { isWorkingDay } from '#app/domain/deadlines/rules.ts'
import { enqueueJob } from '#app/domain/jobs/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn, toUtc } from '#app/lib/dates.ts'
import { addDays, weekdayOf } from '#app/lib/days.ts'

import { listCoordinators } from '../queries/digest.server.ts'
import { readDigestHour } from '../queries/settings.server.ts'
import { CLOSES, DIGEST_HOURS, OPENS } from '../rules.ts'

/** Asks for what is to happen by itself today and tomorrow. Asked again, nothing is asked twice. */
export async function planJobs(ctx: Context) {
  const today = todayIn(ctx.viewer.zone, ctx.now)
  for (const day of [today, addDays(today, 1)]) {
    await planReminders(ctx, day)
    await planDigests(ctx, day)
  }
}

/** When the first institution opens, until the last one closes; nobody works on a weekend, each calendar says the rest. */
async function planReminders(ctx: Context, day: string) {
  if (weekdayOf(day) > 5) return
  const rows = await ctx.db.selectFrom('communes').select('zone').distinct().execute()
  const zones = rows.map(({ zone }) => zone)
  const [first = ''] = zones.map((zone) => toUtc(`${day}T${OPENS}`, zone)).toSorted()
  const last = zones.map((zone) => toUtc(`${day}T${CLOSES}`, zone)).toSorted().at(-1)!
  if (last <= ctx.now.toISOString()) return
  await enqueueJob(ctx, { kind: 'reminders', key: `reminders:${day}`, payload: { day }, run_at: first, not_after: last })
}

async function planDigests(ctx: Context, day: string) {
  const users = await listCoordinators(ctx)
  const seats = await listSeats(ctx, [...new Set(users.flatMap(({ institution_id }) => institution_id ?? []))])
  const hour = await readDigestHour(ctx)
  for (const { id: user_id, institution_id, zone } of users) {
    const calendar = seats.get(institution_id ?? '')?.calendar
    if (calendar ? !isWorkingDay(day, calendar) : weekdayOf(day) > 5) continue
    const run_at = toUtc(`${day}T${hour}`, zone)
    const not_after = new Date(Date.parse(run_at) + DIGEST_HOURS * 3_600_000).toISOString()
    if (not_after <= ctx.now.toISOString()) continue
    await enqueueJob(ctx, { kind: 'digest', key: `digest:${user_id}:${day}`, payload: { user_id, day }, run_at, not_after })
  }
}
