import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { instantsOf } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'

import { findSeries, type Series } from '../queries.server.ts'
import { listDates, listKept, listRemovals } from '../queries/dates.server.ts'
import { planDates, type PlannedDate } from '../queries/plan.server.ts'
import { isMoved, placeOf } from '../rules.ts'
import { minutesBetween, problemOf, type SeriesTimes } from '../rules/dates.server.ts'
import type { HolidayWay } from '../terms.ts'
import { insertDates, insertRemovals } from './insert-dates.server.ts'
import { writeDates, type DateChange } from './write-dates.server.ts'

export type NewTimes = SeriesTimes & { holidays: HolidayWay }

/** Which old date becomes which new one: in their order, when all of them move; by the day, when the rule is another. */
export type Pairing = 'in order' | 'by day'

/**
 * Gives a series, none of whose dates has been held, another rule or hour. A date that has a place in the new rule keeps
 * its folio and its agenda, one that was moved or called off by itself stays as it was, and one without a place goes,
 * unless something hangs from it: then nothing is done, and the sentence says which. Called inside a transaction.
 */
export async function reshape(ctx: Context, series: Series, times: NewTimes, pairing: Pairing): Promise<Series> {
  const problem = problemOf(times)
  if (problem) throw new Conflict(problem)
  const dates = await listDates(ctx, series.id)
  const removed = (await listRemovals(ctx, series.id)).filter(({ why, series_local }) => why === 'removed' && !dates.some((date) => standsFor(date, series_local)))
  const reasons = new Map(removed.map(({ series_local, reason }) => [series_local, reason]))
  const slots = [...dates.map((date) => ({ place: placeOf(date), date })), ...removed.map(({ series_local: place }) => ({ place, date: undefined }))]
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))

  const asked = { ...times, commune_cut: series.commune_cut }
  const bare = await planDates(ctx, asked)
  const slotAt = (index: number, { local }: PlannedDate) =>
    pairing === 'in order' ? slots[index] : slots.find(({ place }) => place.slice(0, 10) === local.slice(0, 10))
  const gone = bare.flatMap((date, index) => {
    const slot = slotAt(index, date)
    return slot && !slot.date ? [date.local] : []
  })
  const planned = gone.length > 0 ? await planDates(ctx, asked, gone) : bare
  const pairs = planned.map((date, index) => ({ planned: date, slot: slotAt(index, date) }))
  const kept = new Set(pairs.flatMap(({ planned, slot }) => (slot?.date && !planned.removed ? slot.date.id : [])))
  await remove(ctx, dates.filter(({ id }) => !kept.has(id)))

  const length = minutesBetween(series.start_local, series.end_local)
  await clear(ctx, series, times)
  const after = found(await findSeries(ctx, series.id))
  const changes = pairs.flatMap(({ planned, slot }) => (slot?.date && kept.has(slot.date.id) ? changeOf(slot.date, planned, length) : []))
  await writeDates(ctx, series.id, changes, { raised: true })
  await insertRemovals(ctx, series.id, pairs.flatMap(({ planned: { local, removed: why, shifted }, slot }) => {
    const isKept = slot?.date && kept.has(slot.date.id)
    if (isKept) return shifted ? { local, why: 'removed' as const, reason: SHIFTED } : []
    return why ? { local, why, reason: (slot && reasons.get(slot.place)) ?? null } : []
  }))
  const like = dates.find(({ id }) => kept.has(id))
  const created = pairs.filter(({ planned, slot }) => !planned.removed && !(slot?.date && kept.has(slot.date.id))).map(({ planned }) => planned)
  if (!like) throw new Conflict('Ninguna fecha de la serie quedaría: cancélela y agende otra.')
  await insertDates(ctx, after, created, { like: like.id })
  return after
}

const SHIFTED = 'Ese día cambia la hora'

/** Whether a date outside the rule is there instead of this one, whose hour the clock skips or repeats. */
const standsFor = ({ series_local, start_local }: Meeting, local: string) =>
  series_local === null && start_local!.slice(0, 13) >= local.slice(0, 13) && Date.parse(`${start_local}Z`) - Date.parse(`${local}Z`) < 3 * 3_600_000

async function remove(ctx: Context, dates: Meeting[]) {
  const [held, ...others] = await listKept(ctx, dates.map(({ id }) => id))
  if (held) {
    const more = others.length > 0 ? ` y ${others.length} más` : ''
    throw new Conflict(`${held}${more} no tendría fecha en la nueva regla, y ya tiene pauta, acta o acuerdos: muévala o cancélela primero.`)
  }
  if (dates.length > 0) await ctx.db.deleteFrom('meetings').where('id', 'in', dates.map(({ id }) => id)).execute()
}

/** Takes every date out of the rule, so that none is in the way of another, and writes the new rule. */
async function clear({ db, now, viewer }: Context, { id }: Series, { rule, start_local, end_local, last_on, holidays }: NewTimes) {
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
}

function changeOf(date: Meeting, { local, start_local, end_local, shifted }: PlannedDate, length: number): DateChange {
  const series_local = shifted ? null : local
  if (date.state !== 'called' || isMoved(date, length)) return { date, set: { series_local } }
  const when = { start_local, end_local, from_on: null, until_on: null, zone: date.zone, repeated_hour: 0 as const }
  return { date, set: { series_local, start_local, end_local, repeated_hour: 0, ...instantsOf(when) } }
}
