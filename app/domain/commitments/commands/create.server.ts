import { record } from '#app/domain/activity/commands.server.ts'
import { addObligedParty } from '#app/domain/agreements/commands.server.ts'
import { isParty, visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import { dueOn, whyNotWorking } from '#app/domain/deadlines/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDayMonth, weekdayOf } from '#app/lib/dates.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { plural, searchText } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canCreateCommitment } from '../policy.ts'
import type { DueRule } from '../terms.ts'
import { addUpdate, subjectsOf } from './change.server.ts'

export type NewCommitment = {
  text: string
  agreement_id: string | null
  meeting_id: string | null
  debtor_id: string
  responsible_position_id: string | null
  beneficiary_ids: string[]
  /** Whoever asks, when nobody is named. */
  follow_up_user_id: string | null
  due_rule: DueRule
  due_n: number | null
  /** The day a term counts from, YYYY-MM-DD; the day of the meeting, else today, when absent. */
  due_from_on: string | null
  /** The day itself, for the rule `date` (and the next session, once its date is known). */
  due_on: string | null
  /** Yes to «agregar a X como parte que se obliga», when the debtor is not among the parties of the agreement. */
  add_party?: boolean
}

/**
 * Registers a commitment. Its due date is counted by the rule on the calendar of the debtor and kept together with
 * the rule and the explanation; that first date is the baseline and is never written again.
 */
export async function createCommitment(ctx: Context, input: NewCommitment): Promise<{ id: string; folio: string }> {
  return atomically(ctx, async (ctx) => {
    permit(canCreateCommitment(ctx.viewer))
    const { meeting_id, held_on } = await findOrigin(ctx, input)
    await refuseForeignPosition(ctx, input)
    await settleParty(ctx, input)

    const due = await settleDue(ctx, { ...input, due_from_on: input.due_from_on ?? held_on ?? today(ctx) })
    const id = newId(ctx.now.getTime())
    const folio = await nextFolio(ctx, 'C')
    const at = ctx.now.toISOString()
    const { text, agreement_id, debtor_id, responsible_position_id } = input
    await ctx.db
      .insertInto('commitments')
      .values({
        id, folio, text, agreement_id, meeting_id, debtor_id, responsible_position_id,
        follow_up_user_id: input.follow_up_user_id ?? ctx.viewer.id,
        ...due,
        baseline_due_on: due.due_on,
        moved_at: at,
        search_text: searchText(folio, text),
        created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
      })
      .execute()
    const beneficiaries = [...new Set(input.beneficiary_ids)].map((institution_id) => ({ institution_id, name: '' }))
    await insertBeneficiaries(ctx, id, input.beneficiary_ids)
    await addUpdate(ctx, id, { kind: 'created', text })
    await bumpAgenda(ctx)
    await record(ctx, 'commitment.created', subjectsOf({ id, meeting_id, agreement_id, debtor_id, beneficiaries }), { text, folio })
    return { id, folio }
  })
}

export async function insertBeneficiaries({ db }: Context, commitment_id: string, institution_ids: string[]) {
  const unique = [...new Set(institution_ids)]
  if (unique.length === 0) return
  await db
    .insertInto('commitment_beneficiaries')
    .values(unique.map((institution_id) => ({ commitment_id, institution_id })))
    .execute()
}

/** The responsible is a position of whoever owes, never of somebody else. */
export async function refuseForeignPosition(
  { db }: Context,
  { debtor_id, responsible_position_id }: Pick<NewCommitment, 'debtor_id' | 'responsible_position_id'>,
) {
  found(await db.selectFrom('institutions').select('id').where('id', '=', debtor_id).executeTakeFirst())
  if (!responsible_position_id) return
  const position = await db
    .selectFrom('positions')
    .select('institution_id')
    .where('id', '=', responsible_position_id)
    .executeTakeFirst()
  if (position?.institution_id !== debtor_id) throw new Conflict('El cargo responsable debe ser de la institución que debe.')
}

/** An agreement obliges its parties only: whoever owes under it is one of them, or is made one when the person says so. */
export async function settleParty(
  ctx: Context,
  { agreement_id, debtor_id, add_party }: Pick<NewCommitment, 'agreement_id' | 'debtor_id' | 'add_party'>,
) {
  if (!agreement_id || (await isParty(ctx, agreement_id, debtor_id))) return
  if (!add_party) throw new Conflict('Quien debe no es parte del acuerdo: agréguela como parte que se obliga.')
  await addObligedParty(ctx, agreement_id, debtor_id)
}

/** A commitment keeps the meeting of its agreement, unless another meeting was chosen. */
async function findOrigin(ctx: Context, { agreement_id, meeting_id }: Pick<NewCommitment, 'agreement_id' | 'meeting_id'>) {
  const agreement = agreement_id
    ? found(await visibleAgreements(ctx).select('agreements.meeting_id').where('agreements.id', '=', agreement_id).executeTakeFirst())
    : undefined
  const origin = meeting_id ?? agreement?.meeting_id ?? null
  if (!origin) return { meeting_id: null, held_on: null }
  const meeting = found(
    await ctx.db.selectFrom('meetings').select(['start_local', 'from_on']).where('id', '=', origin).executeTakeFirst(),
  )
  return { meeting_id: origin, held_on: meeting.start_local?.slice(0, 10) ?? meeting.from_on }
}

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
