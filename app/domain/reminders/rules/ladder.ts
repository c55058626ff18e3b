import { nextWorkingDay, type Calendar } from '#app/domain/deadlines/rules.ts'
import { addDays, daysBetween, weekdayOf } from '#app/lib/days.ts'

import { LATE_DAYS } from '../rules.ts'
import type { Target } from '../terms.ts'

/** `days` from the due day, negative before it. */
export type Step = { id: string; days: number; target: Target }
/** A step on the day it falls for one commitment. */
export type Rung = { step: Step; on: string }

/** `dated_on` is the day from which the commitment has its date: nothing before it was ever to be told. */
export type Climb = { due_on: string; dated_on: string; done: readonly string[] }

/**
 * The ladder of one commitment: each step on its day, or on the next working day of whoever owes. Steps that would fall
 * on the same day are one, the highest; a reminder that would come after the due day is none. In order.
 */
export function rungsOf({ due_on, dated_on }: Omit<Climb, 'done'>, steps: readonly Step[], calendar: Calendar): Rung[] {
  const rungs = steps
    .map((step) => ({ step, on: nextWorkingDay(addDays(due_on, step.days), calendar) }))
    .filter(({ step, on }) => (step.days > 0 || on <= due_on) && on > dated_on)
    .toSorted((a, b) => a.step.days - b.step.days)
  return rungs.filter(({ on }, at) => rungs[at + 1]?.on !== on)
}

export type Pending = {
  /** The highest mail whose day has come and that is still of use. */
  mail: Rung | null
  /** A point on an agenda waits until there is a meeting. */
  agenda: Rung | null
}

/** What of the ladder is to be done on a day. A missed mail is done late while it is of use; of several, the highest alone. */
export function pendingOn(day: string, climb: Climb, steps: readonly Step[], calendar: Calendar): Pending {
  const rungs = rungsOf(climb, steps, calendar)
  const done = steps.filter(({ id }) => climb.done.includes(id))
  const reached = Math.max(...done.map(({ days }) => days), -Infinity)
  const come = rungs.filter(({ on }) => on <= day)
  const mails = come.filter(({ step, on }) =>
    step.target !== 'agenda' && step.days > reached && daysBetween(on, day) <= LATE_DAYS && (step.days > 0 || day <= climb.due_on))
  const points = come.filter(({ step }) => step.target === 'agenda' && !climb.done.includes(step.id))
  return { mail: mails.at(-1) ?? null, agenda: points.at(-1) ?? null }
}

/** Whether the digest of the week falls on this day: Monday, or the first working day after it. */
export function isWeeklyDay(day: string, calendar: Calendar) {
  const monday = addDays(day, 1 - weekdayOf(day))
  return nextWorkingDay(monday, calendar) === day
}
