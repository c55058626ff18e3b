import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import type { Local } from '#app/domain/meetings/rules/times.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { removeDate } from '#app/domain/series/commands/remove-date.server.ts'
import type { Series } from '#app/domain/series/queries.server.ts'
import { listDates, listKept } from '#app/domain/series/queries/dates.server.ts'
import { isAhead, isBehind, placeOf } from '#app/domain/series/rules.ts'
import { minutesBetween, problemOf } from '#app/domain/series/rules/dates.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

import { isRescheduled } from '../rules/series.server.ts'
import { CANCELLED, textsOf } from './write.server.ts'

/**
 * What the file says now of a series that exists, on its dates ahead; the past keeps its own. Answers the series that
 * holds them. Throws Conflict when it cannot be; the caller leaves that entry alone.
 */
export async function overwriteSeries(ctx: Context, before: Series, facts: EntryFacts, when: Local): Promise<string> {
  const { repeats } = facts
  if (!repeats?.keeps || !when.start_local || !when.end_local || when.zone !== before.zone) {
    throw new Conflict('La serie cambió de zona o de regla en el archivo: cámbiela aquí.')
  }
  const series_id = isRescheduled(before, facts) ? await reschedule(ctx, before, facts) : before.id
  await rewrite(ctx, series_id, facts)
  await takeOut(ctx, series_id, new Set(repeats.removed))
  return series_id
}

/** From the first date of the file that comes after all that has passed here. */
async function reschedule(ctx: Context, series: Series, { repeats, start_local, end_local }: EntryFacts) {
  const behind = (await listDates(ctx, series.id)).findLast((date) => isBehind(date, ctx.now))
  const starts = [...repeats!.dates, ...repeats!.removed].toSorted()
  const first = starts.find((local) => !behind || local.slice(0, 10) > placeOf(behind).slice(0, 10))
  const length = minutesBetween(start_local!, end_local!)
  const end = first && new Date(Date.parse(`${first}Z`) + length * 60_000).toISOString().slice(0, 16)
  if (!first || !end) throw new Conflict('Las fechas de la serie en el archivo ya pasaron.')
  const times = { rule: repeats!.rule, start_local: first, end_local: end, last_on: repeats!.last_on }
  const problem = problemOf({ ...times, zone: series.zone })
  if (problem) throw new Conflict(problem)
  const changed = await changeRule(ctx, series.id, { ...times, holidays: series.holidays, version: series.version })
  if ('stale' in changed) throw new Conflict('La serie cambió entretanto.')
  return changed.series.id
}

async function rewrite(ctx: Context, series_id: string, facts: EntryFacts) {
  const [ahead] = (await listDates(ctx, series_id)).filter((date) => isAhead(date, ctx.now))
  if (!ahead) return
  const { kind, commune_cut, organiser_id, version } = ahead
  const { kind: _kind, ...texts } = textsOf(facts)
  const modality = ahead.place === facts.place && ahead.link === facts.link ? ahead.modality : texts.modality
  await editDates(ctx, ahead.id, { ...texts, modality, kind, commune_cut, organiser_id, participants: { added: [], removed: [] }, version }, 'all')
}

/** A date from which something hangs is cancelled instead. */
async function takeOut(ctx: Context, series_id: string, removed: Set<string>) {
  const gone = (await listDates(ctx, series_id)).filter((date) => date.series_local && removed.has(date.series_local) && isAhead(date, ctx.now))
  for (const date of gone) {
    if ((await listKept(ctx, [date.id])).length > 0) await changeState(ctx, date.id, 'cancelled', CANCELLED)
    else await removeDate(ctx, date.id, { version: date.version, reason: 'La quitó el calendario importado' })
  }
}
