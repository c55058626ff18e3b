import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { listReschedules } from '#app/domain/commitments/queries/history.server.ts'
import { acceptanceText } from '#app/domain/commitments/rules/acceptance.ts'
import { awaitsAnswer, dueWhyLines, hasNoNextStep, isFulfilled, isOpen, ruleText, scheduleStateOf } from '#app/domain/commitments/rules.ts'
import { declaredStates, evidenceStates, scheduleStates } from '#app/domain/commitments/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant, formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import { headOf } from './head.server.ts'
import { standingOf } from './standing.server.ts'

/** Everything the record of a commitment says about itself, in words. */
export async function recordOf(ctx: Context, commitment: Commitment) {
  const reschedules = await listReschedules(ctx, commitment.id)
  const changes = reschedules.filter((row) => row.state === 'accepted' && row.from_due_on !== null)
  const proposal = isOpen(commitment) ? reschedules.find((row) => row.state === 'proposed') : undefined
  const { baseline_due_on, due_on } = commitment
  return {
    ...headOf(ctx, commitment),
    open: isOpen(commitment),
    awaits: awaitsAnswer(commitment),
    delivered: commitment.declared_state === 'delivered',
    fulfilled: isFulfilled(commitment),
    still: hasNoNextStep(commitment, today(ctx)),
    responsible: commitment.responsible_title,
    debtor_id: commitment.debtor_id,
    beneficiaries: commitment.beneficiaries,
    follow_up: commitment.follow_up_name,
    facts: factsOf(ctx, commitment),
    why: dueWhyLines(commitment.due_why),
    baseline: baseline_due_on && {
      text: formatLongDay(baseline_due_on),
      rule: due_on === baseline_due_on ? null : ruleText(commitment),
      moved: changes.length === 0 ? null : `antes ${formatDay(changes[0]!.from_due_on!)}, ${plural(changes.length, 'cambio', 'cambios')}`,
    },
    shifts: reschedules.map((row) => shiftOf(ctx, row)),
    standing: standingOf(ctx, commitment),
    acceptance: acceptanceText(commitment),
    accepted: commitment.accepted_on !== null,
    part: commitment.parent_id !== null,
    drop_reason: commitment.drop_reason,
    proposal: proposal && {
      to: formatLongDay(proposal.to_due_on),
      passed: proposal.to_due_on < today(ctx),
      by: proposal.proposed_by_name,
      at: formatInstant(proposal.proposed_at, ctx.viewer.zone),
      reason: proposal.reason,
    },
  }
}

type Reschedule = Awaited<ReturnType<typeof listReschedules>>[number]

/** «Del 04-12-2026 al 18-12-2026», who asked for it and when, who decided and when, and why. */
function shiftOf({ viewer }: Context, row: Reschedule) {
  const { id, from_due_on, to_due_on, reason, state, proposed_at, proposed_by_name, decided_at, decided_by_name, decision_note } = row
  const atOnce = state === 'accepted' && decided_at === proposed_at
  const decided = { accepted: 'Lo aceptó', refused: 'No lo aceptó', proposed: null }[state]
  return {
    id,
    words: from_due_on ? `Del ${formatDay(from_due_on)} al ${formatDay(to_due_on)}` : `Al ${formatDay(to_due_on)}`,
    asked: `${atOnce ? 'Lo fijó' : 'Lo pidió'} ${proposed_by_name} el ${formatInstant(proposed_at, viewer.zone)}`,
    decided: atOnce || !decided || !decided_at ? null : `${decided} ${decided_by_name} el ${formatInstant(decided_at, viewer.zone)}`,
    reason,
    note: decision_note,
  }
}

/** The three answers, kept apart. */
function factsOf(ctx: Context, commitment: Commitment) {
  const { declared_state, declared_at, evidence_state, verified_at, closed_on } = commitment
  const at = (instant: string | null) => (instant ? formatInstant(instant, ctx.viewer.zone) : null)
  const unverified = declared_state === 'delivered' && evidence_state !== 'verified'
  return [
    { label: 'Lo declarado', value: declaredStates[declared_state], note: [unverified ? 'declarado, sin verificar' : null, at(declared_at)] },
    { label: 'La evidencia', value: evidenceStates[evidence_state], note: [at(verified_at)] },
    {
      label: 'El plazo',
      value: scheduleStates[scheduleStateOf(commitment, today(ctx))],
      note: [commitment.due_on && formatDay(commitment.due_on), closed_on && `cerrado el ${formatDay(closed_on)}`],
    },
  ].map((fact) => ({ ...fact, note: fact.note.filter(Boolean).join(' · ') }))
}
