import { record } from '#app/domain/activity/commands.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { isPlanned, startDay } from '#app/domain/meetings/rules.ts'
import type { Local } from '#app/domain/meetings/rules/times.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays, addMonths, daysBetween, formatDay } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { listSlots, type Series } from '../queries.server.ts'
import { listDates, listRemovals } from '../queries/dates.server.ts'
import { findPlan } from '../queries/plan.server.ts'
import { subjectsOfSeries } from '../queries/subjects.server.ts'
import { isBehind, isMoved, isWhole, placeOf } from '../rules.ts'
import { addMinutes, dayOfNth, firstDayOf, isSteady, minutesBetween, ruleMoved } from '../rules/dates.server.ts'
import { holidayWords, ruleWords } from '../rules/words.ts'
import type { Scope } from '../terms.ts'
import { reshape } from './reshape.server.ts'
import { findWithin } from './scope.server.ts'
import { splitSeries } from './split.server.ts'

export type Moved =
  | { stale: Meeting }
  /**
   * `from`: the day since which dates moved; `whole`: nothing of the series had passed or was different; `rule`: the one
   * it has now, in words; `holidays`: the dates that one took; `undoable`: moving this date back moves the others back;
   * `series_id`: the series of the dates that moved, where a holiday may have taken this one.
   */
  | { stale: null; from: string; whole: boolean; rule: string; holidays: number; undoable: boolean; series_id: string | null }

/**
 * Gives the dates of a scope another hour, or another day of the week or of the month. «Toda la serie» once a date has
 * passed or one is different means from the next one on: what people were told of the others is not unsaid.
 */
export async function moveDates(ctx: Context, folioOrId: string, when: Local, version: number, scope: Scope): Promise<Moved> {
  if (scope === 'one') {
    const stale = await moveMeeting(ctx, folioOrId, when, version)
    return stale ? { stale } : { stale: null, from: startDay(when), whole: false, rule: '', holidays: 0, undoable: true, series_id: null }
  }
  return atomically(ctx, async (ctx) => {
    const { meeting, series } = await findWithin(ctx, folioOrId, scope)
    if (!isPlanned(meeting)) throw new Conflict(`Esta reunión está como «${meetingStates[meeting.state]}»: ya no se puede mover.`)
    if (!when.start_local || !when.end_local) throw new Conflict('Una serie tiene horas: no puede ser de todo el día.')
    if (when.zone !== series.zone) throw new Conflict('La serie está en otra hora: termínela y agende una nueva en ese lugar.')
    if (meeting.version !== version) return { stale: meeting }

    const dates = await listDates(ctx, series.id)
    const plan = await findPlan(ctx, series)
    const whole = isWhole(dates, (await listRemovals(ctx, series.id)).filter(({ why }) => why === 'removed').length, plan, ctx.now)
    const first = firstOf(ctx, scope, meeting, dates)
    const continued = await splitSeries(ctx, series, placeOf(first), { anew: !whole })
    const times = await timesFor(ctx, continued, meeting, when.start_local, when.end_local)
    const { series: after, holidays } = await reshape(ctx, continued, times, 'in order')
    const from = after.start_local.slice(0, 10)
    const rule = `${ruleWords(after.rule, from)}, ${after.start_local.slice(11)}`
    const detail = { folio: meeting.folio, title: after.title, from: formatDay(from), rule: [rule, ...(holidays > 0 ? [holidayWords(holidays)] : [])].join('; ') }
    await record(ctx, 'series.moved', await subjectsOfSeries(ctx, after.id), detail)
    const back = ruleMoved(after.rule, startDay(when), placeOf(meeting).slice(0, 10))
    return { stale: null, from, whole, rule, holidays, undoable: back === series.rule && !isMoved(meeting, plan) && meeting.state === 'called', series_id: after.id }
  })
}

/** The first date that moves. What has been held stays, and nothing after it may be left behind. */
function firstOf({ now }: Context, scope: Scope, meeting: Meeting, dates: Meeting[]) {
  const lastBehind = dates.findLast((date) => isBehind(date, now))
  const from = scope === 'all' ? dates.find((date) => !lastBehind || placeOf(date) > placeOf(lastBehind)) : meeting
  if (!from) throw new Conflict('Todas las fechas de esta serie ya pasaron.')
  if (lastBehind && placeOf(lastBehind) >= placeOf(from)) throw new Conflict('Esta fecha, o una posterior, ya pasó: elija una que esté por venir.')
  return from
}

/** The rule, the hours and the last day of a series in which one date is to start at `start`: as many dates as before. */
async function timesFor(ctx: Context, series: Series, meeting: Meeting, start: string, end: string) {
  const [ruleDay, to] = [placeOf(meeting).slice(0, 10), start.slice(0, 10)]
  const rule = ruleMoved(series.rule, ruleDay, to)
  if (!rule) throw new Conflict('La serie se hace en varios días: cambie su regla en la página de la serie.')
  const slots = (await listSlots(ctx, [series.id])).get(series.id)!
  const first = firstDay(rule, series.start_local.slice(0, 10), ruleDay, to)
  const start_local = `${first}${start.slice(10)}`
  const end_local = addMinutes(start_local, minutesBetween(start, end))
  if (!isSteady(start_local, end_local, series.zone)) throw new Conflict(`El ${formatDay(first)} el reloj cambia a esa hora: elija otra.`)
  const last_on = dayOfNth(rule, first, slots.length) ?? series.last_on
  return { rule, start_local, end_local, zone: series.zone, last_on, holidays: series.holidays }
}

/** Where the first date goes when the one of `from` goes to `to`: as many days away in a week, in its own month otherwise. */
function firstDay(rule: string, first: string, from: string, to: string) {
  if (first === from) return to
  if (/^FREQ=(WEEKLY|DAILY)/.test(rule)) return addDays(first, daysBetween(from, to))
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4)))
  const month = addMonths(`${first.slice(0, 7)}-01`, months)
  return firstDayOf(rule, month) ?? to
}
