import { minutesBetween, addMinutes, dayOfNth, firstDayOf, isSteady, problemOf, type SeriesTimes } from '../rules/dates.server.ts'
import type { RepeatingInput } from '../forms.server.ts'
import { ruleFor } from '../rules/build.ts'

type Errors = Record<string, string[]>
type Read<T> = { ok: true; value: T } | { ok: false; errors: Errors }

const wrong = (field: string, sentence: string): { ok: false; errors: Errors } => ({ ok: false, errors: { [field]: [sentence] } })

/** The dates of a series, as a form says them: its first is the next one that the rule gives from the day written. */
export function readRepetition(
  { repeats, every, weekdays, series_until, times }: Pick<RepeatingInput, 'repeats' | 'every' | 'weekdays' | 'series_until' | 'times'>,
  when: { start_local: string | null; end_local: string | null; zone: string },
): Read<SeriesTimes> {
  if (!repeats) return wrong('repeats', 'Elija cómo se repite.')
  if (!when.start_local || !when.end_local) return wrong('whole_day', 'Una serie tiene horas: escriba desde qué hora, o agende cada día por separado.')
  const day = when.start_local.slice(0, 10)
  const built = ruleFor({ repeats, every: every ?? 1, weekdays }, day)
  if (!built.ok) return wrong(built.field, built.problem)
  if (series_until && times) return wrong('times', 'Diga hasta cuándo, o cuántas veces: una de las dos.')
  if (!series_until && !times) return wrong('series_until', 'Diga hasta cuándo se repite, o cuántas veces.')

  const { rule } = built
  const first = firstDayOf(rule, day)
  if (!first) return wrong('repeats', 'Esa regla no da ninguna fecha.')
  const start_local = `${first}${when.start_local.slice(10)}`
  const end_local = addMinutes(start_local, minutesBetween(when.start_local, when.end_local))
  const last_on = series_until ?? dayOfNth(rule, first, times!)
  if (!last_on) return wrong('times', 'Son más de cinco años: repita menos veces.')
  const read = { rule, start_local, end_local, zone: when.zone, last_on }
  const problem = problemOf(read)
  if (problem) return wrong(series_until ? 'series_until' : 'times', problem)
  return isSteady(start_local, end_local, when.zone) ? { ok: true, value: read } : wrong('start', 'El primer día el reloj cambia a esa hora: elija otra.')
}
