import { addDays, weekdayOf } from '#app/lib/days.ts'

/** Which old date becomes which new one: in their order, when all of them move; by the day, when the rule is another. */
export type Pairing = 'in order' | 'by day'

/** A place of the old rule: where it stood, and the meeting there; none where somebody or a holiday took it out. */
export type Slot<M> = { place: string; date: M | undefined; why?: 'holiday' | 'removed' }

/**
 * For every new date, in order, the old slot that becomes it. By the day: the one of the same day, else what was to be
 * held in the same week, or in the same month when the rule speaks of months; `stays` says of a meeting that it goes
 * nowhere else.
 */
export function pair<M>(rule: string, days: string[], slots: Slot<M>[], pairing: Pairing, stays: (date: M) => boolean): (Slot<M> | undefined)[] {
  if (pairing === 'in order') return days.map((_, at) => slots[at])
  const byDay = new Map(slots.map((slot) => [slot.place.slice(0, 10), slot]))
  const same = days.map((day) => byDay.get(day))
  const used = new Set(same)
  const periodOf = /^FREQ=(MONTHLY|YEARLY)/.test(rule) ? (day: string) => day.slice(0, 7) : (day: string) => addDays(day, 1 - weekdayOf(day))
  return days.map((day, at) => {
    if (same[at]) return same[at]
    const near = slots.find((slot) => slot.date && !used.has(slot) && !stays(slot.date) && periodOf(slot.place.slice(0, 10)) === periodOf(day))
    if (near) used.add(near)
    return near
  })
}
