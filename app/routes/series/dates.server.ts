import { findCalendarAt } from '#app/domain/deadlines/queries.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { hoursText } from '#app/domain/meetings/rules/when.ts'
import type { Series } from '#app/domain/series/queries.server.ts'
import { findPlan } from '#app/domain/series/queries/plan.server.ts'
import { isMoved, placeOf } from '#app/domain/series/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatLongDay, formatTime } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

type Removal = { series_local: string; why: 'holiday' | 'removed'; reason: string | null }

/** Every date of the rule in words, in order: where it went, or why it does not take place. Four queries. */
export async function datesOf(ctx: Context, series: Series, dates: Meeting[], removals: Removal[]) {
  const calendar = await findCalendarAt(ctx, series.commune_cut)
  const plan = await findPlan(ctx, series)
  const held = dates.map((date) => {
    const { folio, state, title, series_local, start_local } = date
    const off = state === 'cancelled' || state === 'suspended'
    const why = isMoved(date, plan) ? 'movida' : series_local && start_local !== series_local && 'corrida por feriado'
    const moved = why && `${why}: era el ${formatDay(series_local!.slice(0, 10))} a las ${formatTime(series_local!)}`
    return {
      place: placeOf(date),
      day: capital(formatLongDay(start_local!.slice(0, 10))),
      hours: hoursText(date, ctx.viewer.zone),
      note: [title !== series.title && title, moved, off && date.state_reason].filter(Boolean).join(' · '),
      meeting: { folio, state, off },
    }
  })
  const gone = removals.map(({ series_local, why, reason }) => {
    const holiday = calendar.holidays.get(series_local.slice(0, 10))?.why
    const because = why === 'holiday' ? (holiday ? `feriado, ${holiday}` : 'feriado') : (reason ?? 'se quitó de la serie')
    return { place: series_local, day: capital(formatLongDay(series_local.slice(0, 10))), hours: '', note: `No se realiza: ${because}`, meeting: null }
  })
  return [...held, ...gone].toSorted((a, b) => (a.place < b.place ? -1 : 1))
}

export type SeriesDate = Awaited<ReturnType<typeof datesOf>>[number]

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
