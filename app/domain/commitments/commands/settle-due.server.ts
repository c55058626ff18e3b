import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import { dueOn, whyNotWorking } from '#app/domain/deadlines/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDayMonth } from '#app/lib/dates.ts'
import { weekdayOf } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { plural } from '#app/lib/text.ts'

import type { DueRule } from '../terms.ts'
import type { NewCommitment } from './create.server.ts'

export type Due = {
  due_rule: DueRule
  due_n: number | null
  due_from_on: string | null
  due_on: string | null
  due_why: string | null
}

/** The date a rule gives on the calendar of the debtor, with the lines that explain it. */
export async function settleDue(
  ctx: Context,
  { debtor_id, due_rule, due_n, due_from_on, due_on }: Pick<NewCommitment, 'debtor_id' | 'due_rule' | 'due_n' | 'due_from_on' | 'due_on'>,
): Promise<Due> {
  if (due_rule === 'none') return { due_rule, due_n: null, due_from_on: null, due_on: null, due_why: null }
  const calendar = await findCalendar(ctx, debtor_id)
  if (due_rule === 'date' || due_rule === 'next_session') {
    if (due_rule === 'date' && !due_on) throw new Conflict('Escriba la fecha en que vence.')
    const why = due_on && whyNotWorking(due_on, calendar)
    const warning = why ? `Cae en día inhábil: ${why}.` : null
    return { due_rule, due_n: null, due_from_on: null, due_on, due_why: warning }
  }
  const start = due_from_on ?? today(ctx)
  try {
    const due = dueOn({ start, kind: due_rule, n: due_n, calendar })
    return { due_rule, due_n, due_from_on: start, due_on: due.due_on, due_why: explain(due, calendar.label) }
  } catch (error) {
    if (error instanceof RangeError) throw new Conflict(error.message)
    throw error
  }
}

/** One line for each thing that moved the date: «martes 8 de diciembre, Inmaculada Concepción». */
function explain({ due_on, skipped, explanation, beyond_table }: ReturnType<typeof dueOn>, calendar: string) {
  const holidays = skipped.filter(({ date }) => weekdayOf(date) < 6)
  const rest = skipped.length - holidays.length
  const lines = [
    ...holidays.map(({ date, why }) => `${formatDayMonth(date)}, ${why}`),
    ...(rest > 0 ? [plural(rest, 'sábado o domingo', 'sábados y domingos')] : []),
    ...(skipped.length === 0 && explanation && !beyond_table ? [`El ${formatDayMonth(due_on)} ${explanation}.`] : []),
    ...(beyond_table ? ['La tabla de feriados no llega a todas estas fechas: donde falta, solo se descuentan fines de semana.'] : []),
    `Se contó con el ${calendar}.`,
  ]
  return lines.join('\n')
}
