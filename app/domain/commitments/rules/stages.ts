import { awaitsAnswer, isOpen, type Facts } from '../rules.ts'
import { stages, type Answer, type Stage } from '../terms.ts'

type Standing = Pick<Facts, 'declared_state' | 'evidence_state' | 'closed_on'>

/** The column of the board it stands in. */
export function stageOf(commitment: Standing): Stage {
  if (!isOpen(commitment)) return commitment.declared_state === 'dropped' ? 'sin-efecto' : 'cumplido'
  if (awaitsAnswer(commitment)) return 'por-validar'
  return commitment.declared_state === 'in_progress' ? 'en-curso' : 'pendiente'
}

/** Pages that ask for what an act needs to know. */
export type ActPage = 'reapertura' | 'verificacion' | 'declaracion?respuesta=delivered' | 'anulacion'

/** What leads there, in order; or why nothing does, and the page that asks for what is missing. */
export type Move = { ok: true; declare?: Answer; verify?: true } | { ok: false; problem: string; page?: ActPage }

const declared: Partial<Record<Stage, Answer>> = { 'pendiente': 'accepted', 'en-curso': 'in_progress', 'por-validar': 'delivered' }

/** The acts that bring a commitment to a column of the board. */
export function moveTo(commitment: Standing, stage: Stage): Move {
  const from = stageOf(commitment)
  if (from === stage) return no(`Ya está en «${stages[stage]}».`)
  if (!isOpen(commitment)) return no('Está cerrado; para cambiarlo hay que reabrirlo, con un motivo.', 'reapertura')
  if (stage === 'sin-efecto') return no('Para dejarlo sin efecto hay que decir por qué.', 'anulacion')
  const answer = declared[stage]
  if (answer) return from === 'por-validar' ? no('Tiene una respuesta por revisar: valídela o devuélvala con un motivo.', 'verificacion') : { ok: true, declare: answer }
  if (commitment.declared_state === 'not_ours') return no('Quien debe dice que no le corresponde: revise primero esa respuesta.', 'verificacion')
  if (commitment.evidence_state === 'none') {
    return no('Para darlo por cumplido falta la evidencia.', from === 'por-validar' ? 'verificacion' : 'declaracion?respuesta=delivered')
  }
  return from === 'por-validar' ? { ok: true, verify: true } : { ok: true, declare: 'delivered', verify: true }
}

/** Where «Cumplir» leads: what nobody declared is declared; what was declared with evidence is verified. */
export const fulfilmentOf = (commitment: Standing): Stage => (awaitsAnswer(commitment) ? 'cumplido' : 'por-validar')

const no = (problem: string, page?: ActPage): Move => ({ ok: false, problem, page })
