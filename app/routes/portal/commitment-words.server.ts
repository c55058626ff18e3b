import { canEntrust } from '#app/domain/access/policy.ts'
import { listErrands } from '#app/domain/access/queries/errands.server.ts'
import { isOpen, scheduleStateOf, type Facts } from '#app/domain/commitments/rules.ts'
import { declaredStates, evidenceStates, scheduleStates } from '#app/domain/commitments/terms.ts'
import { listAnswers, listPapers } from '#app/domain/portal/queries/answers.server.ts'
import { findOwed, findOwedByOthers, type Owed, type OwedByOthers } from '#app/domain/portal/queries/commitments.server.ts'
import { findOrigin } from '#app/domain/portal/queries/origin.server.ts'
import { agreedOn, answerProblem, badgeOf, cardOf, receiptText, receptionProblem } from '#app/domain/portal/rules.ts'
import { paperText, tellAnswer } from '#app/domain/portal/rules/answers.ts'
import { errandText, ownErrandText } from '#app/domain/portal/rules/errands.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant, formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

/** What the own institution owes, with everything that was said about it. */
export async function tellOwed(ctx: Context, folio: string) {
  const commitment = await findOwed(ctx, folio)
  if (!commitment) return undefined
  const { answered, ...card } = cardOf(commitment, today(ctx))
  const papers = await listPapers(ctx, commitment.id)
  const answers = await listAnswers(ctx, commitment.id)
  return {
    ...card,
    note: answered && `${answered} Para cambiar esa respuesta, hable con la coordinación.`,
    answerable: answerProblem(commitment) === null,
    team: await teamOf(ctx, commitment),
    receivable: false,
    facts: factsOf(commitment, today(ctx)),
    thread: await threadOf(ctx, commitment),
    papers: papers.map((paper) => ({ id: paper.id, ...paperText(paper), on: formatInstant(paper.provided_at, ctx.viewer.zone) })),
    answers: answers.map((line) => ({ id: line.id, ...tellAnswer(line), on: formatInstant(line.created_at, ctx.viewer.zone) })),
  }
}

/** What somebody else owes to the own institution: who, what and until when. */
export async function tellOwedByOthers(ctx: Context, folio: string) {
  const commitment = await findOwedByOthers(ctx, folio)
  if (!commitment) return undefined
  const { text, debtor_name } = commitment
  const said = commitment.receipt_institution_id === ctx.viewer.institution_id
  return {
    folio,
    text,
    badge: badgeOf(commitment, today(ctx)),
    origin: `Lo debe ${debtor_name}. Se acordó el ${formatDay(agreedOn(commitment))}.`,
    note: isOpen(commitment) && said ? receiptText(commitment) : null,
    answerable: false,
    team: null,
    receivable: receptionProblem(commitment) === null && !said,
    facts: factsOf(commitment, today(ctx)),
    thread: await threadOf(ctx, commitment),
    papers: [],
    answers: [],
  }
}

/** Who of the own team may answer too, for whoever entrusts; for a colleague, until when they may. */
async function teamOf(ctx: Context, commitment: Pick<Owed, 'id' | 'debtor_id' | 'closed_on'>) {
  const { zone, role, id } = ctx.viewer
  const errands = await listErrands(ctx, [commitment.id])
  const own = role === 'delegate' ? errands.find((errand) => errand.id === id) : undefined
  return {
    mayEntrust: canEntrust(ctx.viewer, commitment) && commitment.closed_on === null,
    errands: own ? [] : errands.map((errand) => ({ id: errand.id, name: errand.name, words: errandText(errand, zone), said: errand.answer?.text ?? null })),
    own: own ? ownErrandText(own, zone) : null,
  }
}

/** What was said, what proves it and what the calendar says are three facts. */
const factsOf = (commitment: Facts, day: string) => [
  { label: 'Vence', value: commitment.due_on ? formatLongDay(commitment.due_on) : 'Sin fecha' },
  { label: 'Respuesta', value: commitment.declared_state === 'proposed' ? 'Todavía no hay' : declaredStates[commitment.declared_state] },
  { label: 'Respaldo', value: evidenceStates[commitment.evidence_state] },
  { label: 'Plazo', value: scheduleStates[scheduleStateOf(commitment, day)] },
  { label: 'Cerrado', value: commitment.closed_on ? formatDay(commitment.closed_on) : null },
]

/** The meeting and the agreement it came from, in their order; what the institution did not take part in is absent. */
async function threadOf(ctx: Context, commitment: Pick<OwedByOthers, 'agreement_id' | 'meeting_id'>) {
  const { agreement, meeting } = await findOrigin(ctx, commitment)
  const day = meeting?.start_local?.slice(0, 10) ?? meeting?.from_on
  return {
    meeting: meeting ? { folio: meeting.folio, title: meeting.title, on: day ? formatDay(day) : '' } : null,
    agreement: agreement ?? null,
  }
}
