import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { awaitsAnswer, dueGroupOf, hasNoNextStep, isOpen, statusOf } from '#app/domain/commitments/rules.ts'
import { stageOf } from '#app/domain/commitments/rules/stages.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, formatLongDay, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

import { standingOf } from './standing.server.ts'

export type Row = ReturnType<typeof rowOf>

/** A commitment as lists show it: everything formatted, nothing left for the browser to compute. */
export function rowOf(ctx: Context, commitment: Commitment) {
  const day = today(ctx)
  const { folio, text, debtor_name, responsible_title, due_on, baseline_due_on } = commitment
  const moved = due_on !== baseline_due_on && baseline_due_on !== null
  return {
    folio,
    text,
    owes: responsible_title ? `${debtor_name}, ${shortTitle(responsible_title)}` : debtor_name,
    receives: receivesText(commitment),
    due: due_on && { on: due_on, text: formatDay(due_on), title: formatLongDay(due_on) },
    before: moved ? `antes ${formatDay(baseline_due_on)}` : null,
    status: statusOf(commitment, day),
    still: hasNoNextStep(commitment, day),
    group: dueGroupOf(commitment, day),
    stage: stageOf(commitment),
    moved: `movida ${agoDays(localOf(commitment.moved_at, ctx.viewer.zone).slice(0, 10), day)}`,
    follower: commitment.follow_up_name,
    origin: [commitment.agreement_folio, commitment.meeting_folio].filter((folio) => folio !== null),
    open: isOpen(commitment),
    awaits: awaitsAnswer(commitment),
    standing: standingOf(ctx, commitment),
  }
}

/** Offices known by their letters are called by them: «Director/a de Obras Municipales (DOM)» is «DOM». */
const shortTitle = (title: string) => /\((\p{Lu}{2,8})\)$/u.exec(title)?.[1] ?? title

/** «a Tomé y Penco», «a Tomé y 5 más»; empty when nobody is named. */
export function receivesText({ beneficiaries }: Pick<Commitment, 'beneficiaries'>) {
  const names = beneficiaries.map((party) => party.name)
  const [first] = names
  if (!first) return ''
  return names.length > 3 ? `a ${first} y ${names.length - 1} más` : `a ${list.format(names)}`
}

const list = new Intl.ListFormat('es-CL', { type: 'conjunction' })
