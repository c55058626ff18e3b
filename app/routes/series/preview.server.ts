import { planDates, type PlannedDate } from '#app/domain/series/queries/plan.server.ts'
import type { SeriesTimes } from '#app/domain/series/rules/dates.server.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import type { HolidayWay } from '#app/domain/series/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatLongDay, formatTime } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

type Asked = SeriesTimes & { commune_cut: string | null; title: string; asked: HolidayWay | null; removed?: string[] }

/**
 * What making a series would do, date by date, for whoever confirms it. Nobody works on a working day that is a holiday;
 * of any other rule somebody has to say, and `holidays` is null until then.
 */
export async function previewSeries(ctx: Context, { title, asked, removed, ...times }: Asked) {
  const holidays = asked ?? (times.rule.endsWith('BYDAY=MO,TU,WE,TH,FR') ? ('skip' as const) : null)
  const dates = await planDates(ctx, { ...times, holidays: holidays ?? 'keep' }, removed)
  const onHolidays = dates.filter(({ holiday }) => holiday).length
  const first = times.start_local.slice(0, 10)
  return {
    title,
    rule: `${ruleWords(times.rule, first)}, hasta el ${formatDay(times.last_on)}`,
    hours: `${formatTime(times.start_local)} a ${formatTime(times.end_local)}`,
    holidays: onHolidays === 0 ? ('keep' as const) : holidays,
    onHolidays,
    count: dates.filter(({ removed }) => !removed).length,
    dates: dates.map(dateOf),
  }
}

export type SeriesPreview = Awaited<ReturnType<typeof previewSeries>>

function dateOf({ local, start_local, holiday, removed, shifted }: PlannedDate) {
  const [day, on] = [local.slice(0, 10), start_local.slice(0, 10)]
  const moved = holiday && on !== day ? `es feriado (${holiday}): pasa al ${formatLongDay(on)}` : null
  const notes = [
    removed === 'holiday' ? `no se realiza: ${holiday}` : removed ? 'no se realiza' : (moved ?? (holiday && `es feriado: ${holiday}`)),
    shifted && `ese día cambia la hora: a las ${formatTime(start_local)}`,
  ]
  return { local, day: formatLongDay(day), removed: removed !== null, note: notes.filter(Boolean).join('; ') }
}
