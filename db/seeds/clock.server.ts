/** Acts with their moment, done in order of time: what one act causes later joins the queue. */

import { toUtc } from '#app/lib/dates.ts'
import { addDays, weekdayOf } from '#app/lib/days.ts'

type Act = { at: string; work: () => Promise<void> }

export class Clock {
  readonly #acts: Act[] = []
  readonly #holidays: Set<string>
  readonly now: string

  /** `now` is an instant: nothing happens after it. */
  constructor(now: string, holidays: Set<string>) {
    this.now = now
    this.#holidays = holidays
  }

  /** `at` is an instant, ISO-8601 UTC. What would happen in the future does not happen. */
  plan(at: string, work: () => Promise<void>) {
    if (at > this.now) return
    let low = 0
    let high = this.#acts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#acts[middle]!.at <= at) low = middle + 1
      else high = middle
    }
    this.#acts.splice(low, 0, { at, work })
  }

  async run() {
    for (let act = this.#acts.shift(); act; act = this.#acts.shift()) await act.work()
  }

  isWorking = (day: string) => weekdayOf(day) < 6 && !this.#holidays.has(day)

  /** The day itself, or the next one on which people work. */
  workingDay(day: string): string {
    let on = day
    while (!this.isWorking(on)) on = addDays(on, 1)
    return on
  }
}

/** The instant of a local hour in Santiago. */
export const instant = (day: string, hour = 10, minute = 0) =>
  toUtc(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, 'America/Santiago')
