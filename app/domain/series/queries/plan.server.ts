import { findCalendarAt } from '#app/domain/deadlines/queries.server.ts'
import { nextWorkingDay, type Calendar } from '#app/domain/deadlines/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { addMinutes, isSteady, localStarts, minutesBetween, steadied, type SeriesTimes } from '../rules/dates.server.ts'
import type { Plan } from '../rules.ts'
import type { HolidayWay } from '../terms.ts'

/** One date of a rule, and what becomes of it. */
export type PlannedDate = {
  /** The local start that the rule gives. */
  local: string
  start_local: string
  end_local: string
  /** The holiday on which the rule falls. */
  holiday: string | null
  /** Why it does not take place. */
  removed: 'holiday' | 'removed' | null
  /** The clock skips or repeats the hour of the rule that day: it is at the next one. */
  shifted: boolean
}

type Asked = SeriesTimes & { commune_cut: string | null; holidays: HolidayWay }

/** Every date of a series, holidays of its place and changes of the clock met. `removed` are local starts. Two queries. */
export async function planDates(ctx: Context, asked: Asked, removed: string[] = []): Promise<PlannedDate[]> {
  const calendar = await findCalendarAt(ctx, asked.commune_cut)
  const locals = localStarts(asked)
  const taken = new Set(locals.map((local) => local.slice(0, 10)))
  const gone = new Set(removed)
  return locals.map((local) => planned(local, asked, { calendar, taken, gone: gone.has(local) }))
}

/** Where its rule puts every date of a series, holidays met, by the local start that the rule gives it. Two queries. */
export async function findPlan(ctx: Context, series: Asked): Promise<Plan> {
  return new Map((await planDates(ctx, series)).map((date) => [date.local, date]))
}

type Around = { calendar: Calendar; taken: Set<string>; gone: boolean }

function planned(local: string, asked: Asked, { calendar, taken, gone }: Around): PlannedDate {
  const { zone, holidays } = asked
  const day = local.slice(0, 10)
  const holiday = calendar.holidays.get(day)?.why ?? null
  const length = minutesBetween(asked.start_local, asked.end_local)
  const on = holiday && holidays === 'move' ? nextWorkingDay(day, calendar) : day
  // Two dates of one series on the same day would be one too many.
  const crowded = on !== day && taken.has(on)
  const removed = gone ? 'removed' : holiday && (holidays === 'skip' || crowded) ? 'holiday' : null

  const start_local = `${on}${local.slice(10)}`
  const times = { start_local, end_local: addMinutes(start_local, length) }
  const steady = isSteady(local, addMinutes(local, length), zone) && isSteady(times.start_local, times.end_local, zone)
  return { local, ...(steady ? times : steadied(times.start_local, times.end_local, zone)), holiday, removed, shifted: !steady }
}
