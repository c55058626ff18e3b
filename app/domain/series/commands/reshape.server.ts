import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { instantsOf } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'

import { findSeries, type Series } from '../queries.server.ts'
import { listDates, listKept, listRemovals } from '../queries/dates.server.ts'
import { findPlan, planDates, type PlannedDate } from '../queries/plan.server.ts'
import { isMoved, placeOf, type Plan } from '../rules.ts'
import { localStarts, problemOf, type SeriesTimes } from '../rules/dates.server.ts'
import { pair, type Pairing, type Slot } from '../rules/pairing.ts'
import type { HolidayWay } from '../terms.ts'
import { insertDates, insertRemovals } from './insert-dates.server.ts'
import { writeDates, type DateChange } from './write-dates.server.ts'

export type NewTimes = SeriesTimes & { holidays: HolidayWay }

/**
 * Gives a series, none of whose dates has been held, another rule or hour. A date that has a place in the new rule keeps
 * its folio and its agenda; one that was moved or called off by itself, its hour too. One without a place goes, unless
 * something hangs from it: then nothing is done, and the sentence says which. What was called off and has no place stays
 * in the series, outside its rule. Answers how many meetings a holiday took. Called inside a transaction.
 */
export async function reshape(ctx: Context, series: Series, times: NewTimes, pairing: Pairing): Promise<{ series: Series; holidays: number }> {
  const problem = problemOf(times)
  if (problem) throw new Conflict(problem)
  const dates = await listDates(ctx, series.id)
  const { slots, reasons } = await slotsOf(ctx, series, dates, pairing)
  const plan = await findPlan(ctx, series)

  const asked = { ...times, commune_cut: series.commune_cut }
  const locals = localStarts(times)
  const old = pair(times.rule, locals.map((local) => local.slice(0, 10)), slots, pairing, isOff)
  const planned = await planDates(ctx, asked, locals.filter((_, at) => old[at]?.why === 'removed'))
  const pairs = planned.map((date, at) => ({ date, slot: old[at] }))
  const kept = pairs.flatMap(({ date, slot }) => (slot?.date && !date.removed ? { date, meeting: slot.date } : []))
  const created = pairs.filter(({ date, slot }) => !date.removed && !slot?.date).map(({ date }) => date)
  if (kept.length + created.length === 0) throw new Conflict('Ninguna fecha de la serie quedaría: cancélela y agende otra.')

  const places = new Set(kept.map(({ meeting }) => meeting.id))
  const gone = dates.filter((date) => !places.has(date.id) && !isOff(date)).map(({ id }) => id)
  await refuseKept(ctx, gone)
  const after = await clear(ctx, series, times)
  await writeDates(ctx, series.id, kept.map(({ date, meeting }) => changeOf(meeting, date, plan)), { raised: true })
  await insertRemovals(ctx, series.id, pairs.flatMap(({ date: { local, removed, shifted }, slot }) =>
    removed ? { local, why: removed, reason: reasons.get(slot?.place ?? '') ?? null } : shifted && slot?.date ? { local, why: 'removed' as const, reason: SHIFTED } : []))
  await insertDates(ctx, after, created, { like: dates[0]!.id })
  if (gone.length > 0) await ctx.db.deleteFrom('meetings').where('id', 'in', gone).execute()
  return { series: after, holidays: pairs.filter(({ date, slot }) => slot?.date && date.removed === 'holiday').length }
}

const isOff = ({ state }: Meeting) => state === 'cancelled' || state === 'suspended'

/**
 * Every place of the old rule, in order, and why some are empty; by the day, a place that a holiday took is none, for
 * another date of its week may fill it. A date called off that has no place in the rule is not one.
 */
async function slotsOf(ctx: Context, series: Series, dates: Meeting[], pairing: Pairing) {
  const placed = dates.filter((date) => date.series_local !== null || !isOff(date))
  const empty = (await listRemovals(ctx, series.id)).filter(({ why, series_local }) =>
    why === 'holiday' ? pairing === 'in order' : !placed.some((date) => standsFor(date, series_local)))
  const slots: Slot<Meeting>[] = [...placed.map((date) => ({ place: placeOf(date), date })), ...empty.map(({ series_local: place, why }) => ({ place, date: undefined, why }))]
  const reasons = new Map(empty.map(({ series_local, reason }) => [series_local, reason]))
  return { slots: slots.toSorted((a, b) => (a.place < b.place ? -1 : 1)), reasons }
}

const SHIFTED = 'Ese día cambia la hora'

/** Whether a date outside the rule is there instead of this one, whose hour the clock skips or repeats. */
const standsFor = ({ series_local, start_local }: Meeting, local: string) =>
  series_local === null && start_local!.slice(0, 13) >= local.slice(0, 13) && Date.parse(`${start_local}Z`) - Date.parse(`${local}Z`) < 3 * 3_600_000

async function refuseKept(ctx: Context, ids: string[]) {
  const [held, ...others] = await listKept(ctx, ids)
  if (!held) return
  const more = others.length > 0 ? ` y ${others.length} más` : ''
  throw new Conflict(`${held}${more} no tendría fecha en la nueva regla, y ya tiene pauta, acta o acuerdos: muévala o cancélela primero.`)
}

/** Takes every date out of the rule, so that none is in the way of another, and writes the new rule. */
async function clear(ctx: Context, { id }: Series, { rule, start_local, end_local, last_on, holidays }: NewTimes): Promise<Series> {
  const { db, now, viewer } = ctx
  const at = now.toISOString()
  await db.updateTable('meetings').set({ series_local: null }).where('series_id', '=', id).execute()
  await db.deleteFrom('series_removals').where('series_id', '=', id).execute()
  await db
    .updateTable('meeting_series')
    .set((eb) => ({
      rule, start_local, end_local, last_on, holidays,
      sequence: eb('sequence', '+', 1),
      changed_at: at,
      version: eb('version', '+', 1),
      updated_at: at,
      updated_by: viewer.id,
    }))
    .where('id', '=', id)
    .execute()
  return found(await findSeries(ctx, id))
}

function changeOf(date: Meeting, { local, start_local, end_local, shifted }: PlannedDate, plan: Plan): DateChange {
  const series_local = shifted ? null : local
  if (date.state !== 'called' || isMoved(date, plan)) return { date, set: { series_local } }
  const when = { start_local, end_local, from_on: null, until_on: null, zone: date.zone, repeated_hour: 0 as const }
  return { date, set: { series_local, start_local, end_local, repeated_hour: 0, ...instantsOf(when) } }
}
