import { isPlanned } from '#app/domain/meetings/rules.ts'
import type { MeetingState } from '#app/domain/meetings/terms.ts'

type Dated = { series_local: string | null; start_local: string | null; end_local: string | null; state: MeetingState; ends_at: string }

/** Where a date stands in its series: the local start of the rule, or its own when it is outside the rule. */
export const placeOf = ({ series_local, start_local }: Pick<Dated, 'series_local' | 'start_local'>) => series_local ?? start_local!

/** A date that has not been held and may still be: the past keeps what it was. */
export const isAhead = (date: Pick<Dated, 'state' | 'ends_at'>, now: Date) => isPlanned(date) && date.ends_at > now.toISOString()

/** It took place, or its hour has passed. */
export const isBehind = ({ state, ends_at }: Pick<Dated, 'state' | 'ends_at'>, now: Date) =>
  state === 'in_progress' || state === 'held' || state === 'closed' || ends_at <= now.toISOString()

/** Where a rule puts the dates of a series, by the local start it gives them. */
export type Plan = ReadonlyMap<string, { start_local: string; end_local: string }>

/** Moved by somebody: neither at the hour of the rule nor where a holiday sends it. */
export function isMoved({ series_local, start_local, end_local }: Dated, plan: Plan) {
  if (series_local === null) return false
  const planned = plan.get(series_local)
  return !planned || start_local !== planned.start_local || end_local !== planned.end_local
}

/** Whether a series still is what its rule says: nothing passed, moved or called off. `removed`: dates somebody took out. */
export const isWhole = (dates: Dated[], removed: number, plan: Plan, now: Date) =>
  removed === 0 && dates.every((date) => !isBehind(date, now) && date.state === 'called' && !isMoved(date, plan))
