import type { quickEditForm } from '#app/domain/commitments/forms.server.ts'
import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { rescheduleProblem } from '#app/domain/commitments/rules.ts'
import { moveTo, stageOf } from '#app/domain/commitments/rules/stages.ts'
import { stages } from '#app/domain/commitments/terms.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

type Input = (typeof quickEditForm)['_output']
type Problems = Record<string, string[]>

/** Why it cannot be saved, by the field; null when it can. */
export async function problemsOf(ctx: Context, commitment: Commitment, input: Input): Promise<Problems | null> {
  const { stage, responsible_position_id, follow_up_user_id, due_on, reason } = input
  const problems: Problems = {}
  const move = stage === stageOf(commitment) ? null : moveTo(commitment, stage)
  if (move && !move.ok) problems.stage = [move.problem]

  if (responsible_position_id && responsible_position_id !== commitment.responsible_position_id) {
    const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
    if (!positions.some(({ id }) => id === responsible_position_id)) problems.responsible_position_id = [`Elija un cargo de ${commitment.debtor_name}.`]
  }
  if (follow_up_user_id !== commitment.follow_up_user_id && !(await listFollowers(ctx)).some(({ value }) => value === follow_up_user_id)) {
    problems.follow_up_user_id = ['Elija quién hace el seguimiento.']
  }
  if (due_on !== commitment.due_on) {
    const problem = due_on === null ? 'Una fecha no se borra: escriba otra.' : rescheduleProblem(commitment, due_on, today(ctx))
    if (problem) problems.due_on = [problem]
    if (!reason) problems.reason = ['Escriba por qué cambia el plazo.']
  }
  return Object.keys(problems).length > 0 ? problems : null
}

/** Who saved first, when, and how it stands since. */
export function tellConflict(ctx: Context, commitment: Commitment, by: string) {
  const { zone } = ctx.viewer
  const at = localOf(commitment.updated_at, zone)
  const when = at.slice(0, 10) === today(ctx) ? `a las ${at.slice(11, 16)}` : `el ${formatInstant(commitment.updated_at, zone)}`
  const stands = [
    stages[stageOf(commitment)],
    commitment.responsible_title ?? 'sin cargo responsable',
    `lo sigue ${commitment.follow_up_name}`,
    commitment.due_on ? `vence el ${formatDay(commitment.due_on)}` : 'sin fecha',
  ]
  return { title: `${by} cambió ${commitment.folio} ${when}.`, stands: `Ahora dice: ${stands.join(' · ')}.`, version: commitment.version }
}
