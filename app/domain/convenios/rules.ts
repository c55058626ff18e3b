import { addDays, daysBetween, formatDay } from '#app/lib/days.ts'

import { isCouncilRequired } from './rules/council.ts'
import { convenioStages, type ConvenioStage, type CouncilNeed } from './terms.ts'

/** Days before its end in which the renewal of a convenio is talked about, when it does not say another. */
const USUAL_NOTICE_DAYS = 90

/** From the first paper to the end; the stages of the concejo stand in the way only when `councilStep` puts them there. */
const NEXT: Record<ConvenioStage, readonly ConvenioStage[]> = {
  draft: ['legal_review'],
  legal_review: ['observed', 'cleared'],
  observed: ['corrected'],
  corrected: ['observed', 'cleared'],
  cleared: ['signing'],
  council_agenda: ['council_approved', 'council_rejected'],
  council_approved: ['signing'],
  council_rejected: ['legal_review', 'council_agenda'],
  signing: ['signed'],
  signed: ['decreed'],
  decreed: ['in_force'],
  in_force: ['amended', 'extended', 'expired', 'terminated', 'mutual_termination'],
  amended: ['amended', 'extended', 'expired', 'terminated', 'mutual_termination'],
  extended: ['amended', 'extended', 'expired', 'terminated', 'mutual_termination'],
  expired: [],
  terminated: [],
  mutual_termination: [],
}

/** Before it obliges anybody: where the concejo may still be asked. */
const BEFORE_EFFECT: readonly ConvenioStage[] = ['cleared', 'signing', 'signed', 'decreed']
const IN_EFFECT: readonly ConvenioStage[] = ['in_force', 'amended', 'extended']
const COUNCIL: readonly ConvenioStage[] = ['council_agenda', 'council_approved', 'council_rejected']
const OVER: readonly ConvenioStage[] = ['expired', 'terminated', 'mutual_termination']

export const isInEffect = (stage: ConvenioStage) => IN_EFFECT.includes(stage)
export const isOver = (stage: ConvenioStage) => OVER.includes(stage)
export const effectiveStages = IN_EFFECT

/** What decides whether a convenio may go on. Days are YYYY-MM-DD. */
export type ConvenioPapers = {
  council_number: string | null
  council_on: string | null
  legal_opinion: string | null
  signed_on: string | null
  decree_number: string | null
  decree_on: string | null
  valid_until_on: string | null
}

export const hasResolution = ({ council_number, council_on }: Pick<ConvenioPapers, 'council_number' | 'council_on'>) =>
  council_number !== null && council_on !== null

/**
 * Where it may go from here. The concejo is offered while it could be needed; what requires it is not offered to skip it,
 * unless its resolution is already written down.
 */
export function nextStages(stage: ConvenioStage, need: CouncilNeed, papers: Pick<ConvenioPapers, 'council_number' | 'council_on'>): ConvenioStage[] {
  if (stage === 'council_agenda' && need === 'none') return ['signing']
  const next = NEXT[stage].filter((candidate) => need !== 'none' || !COUNCIL.includes(candidate))
  if (!BEFORE_EFFECT.includes(stage) || need === 'none' || hasResolution(papers)) return [...next]
  return isCouncilRequired(need) && stage === 'cleared' ? ['council_agenda'] : ['council_agenda', ...next]
}

export type StageProblem = { field: keyof ConvenioPapers | 'stage' | 'text'; sentence: string }

/**
 * Why a convenio with these papers may not stand in a stage, or null. Whoever writes an old convenio down for the first time
 * is asked the same as whoever brings one here step by step. `today` is YYYY-MM-DD.
 */
export function stageProblem(stage: ConvenioStage, need: CouncilNeed, papers: ConvenioPapers, today: string): StageProblem | null {
  if (stage === 'council_approved' || isInEffect(stage)) {
    const required = stage === 'council_approved' || isCouncilRequired(need)
    if (required && papers.council_number === null) {
      return { field: 'council_number', sentence: 'Escriba el número del acuerdo de concejo: sin él no puede quedar vigente (Ley 18.695, artículo 65 j).' }
    }
    if (required && papers.council_on === null) {
      return { field: 'council_on', sentence: 'Escriba la fecha del acuerdo de concejo: sin ella no puede quedar vigente (Ley 18.695, artículo 65 j).' }
    }
  }
  if (isInEffect(stage) && need === 'to_verify' && !hasResolution(papers) && papers.legal_opinion === null) {
    return { field: 'legal_opinion', sentence: 'Podría requerir acuerdo del concejo: escriba qué respondió Jurídica, o el número y la fecha del acuerdo.' }
  }
  if ((stage === 'signed' || stage === 'decreed' || isInEffect(stage)) && papers.signed_on === null) {
    return { field: 'signed_on', sentence: 'Escriba qué día se firmó.' }
  }
  if (stage === 'decreed' && papers.decree_number === null) return { field: 'decree_number', sentence: 'Escriba el número del decreto o resolución que lo aprueba.' }
  if (stage === 'decreed' && papers.decree_on === null) return { field: 'decree_on', sentence: 'Escriba la fecha del decreto o resolución.' }
  if (stage === 'expired' && (papers.valid_until_on === null || papers.valid_until_on >= today)) {
    const until = papers.valid_until_on === null ? 'No tiene fecha de término' : `Está vigente hasta el ${formatDay(papers.valid_until_on)}`
    return { field: 'stage', sentence: `${until}: todavía no vence. Si terminó antes, elija «${convenioStages.terminated}».` }
  }
  return null
}

type Pairs = Pick<ConvenioPapers, 'council_number' | 'council_on' | 'valid_until_on'> & { starts_on?: string | null }

/** What contradicts itself whatever the stage, by field. */
export function pairProblems({ council_number, council_on, starts_on, valid_until_on }: Pairs): Record<string, string[]> {
  return {
    ...(council_number !== null && council_on === null ? { council_on: ['Escriba también la fecha del acuerdo de concejo.'] } : {}),
    ...(council_number === null && council_on !== null ? { council_number: ['Escriba también el número del acuerdo de concejo.'] } : {}),
    ...(starts_on && valid_until_on && starts_on > valid_until_on ? { starts_on: ['Rige desde después de su término: revise las fechas.'] } : {}),
  }
}

/** Stages that say nothing without words: what was observed, what changed, why it ended, why it goes back. */
export const asksWords = (stage: ConvenioStage) => ['observed', 'council_rejected', 'amended', 'terminated'].includes(stage)

type Ending = { stage: ConvenioStage; valid_until_on: string | null; renewal_notice_days: number | null }

/** In effect, and its end is past or within the notice it asks for: somebody must talk about it. */
export const asksRenewal = ({ stage, valid_until_on, renewal_notice_days }: Ending, today: string) =>
  isInEffect(stage) && valid_until_on !== null && valid_until_on <= addDays(today, renewal_notice_days ?? USUAL_NOTICE_DAYS)

/** «Vence en 32 días», «Vence hoy», «Venció hace 3 días». */
export function endingText(valid_until_on: string, today: string): string {
  const days = daysBetween(today, valid_until_on)
  const counted = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'día' : 'días'}`
  return days === 0 ? 'Vence hoy' : days > 0 ? `Vence en ${counted}` : `Venció hace ${counted}`
}
