import type { DeclaredState } from '#app/domain/commitments/terms.ts'
import { formatDay } from '#app/lib/days.ts'

import type { Answerable } from '../rules.ts'

type Line = { kind: string; declared_state: DeclaredState | null; text: string | null; author_name: string | null }

const said: Partial<Record<DeclaredState, string>> = {
  delivered: 'informó que está cumplido.',
  in_progress: 'informó que está en curso.',
  accepted: 'aceptó el compromiso.',
  not_ours: 'informó que no le corresponde.',
  dropped: 'lo dejó sin efecto.',
}
const decided: Record<string, string> = {
  rescheduled: 'respondió sobre el plazo.',
  rejected: 'no lo dio por cumplido.',
  verified: 'lo dio por cumplido.',
  reopened: 'lo reabrió.',
}

/** One line of what was answered: who, what and in which words. */
export function tellAnswer({ kind, declared_state, text, author_name }: Line) {
  const asked = kind === 'rescheduled' && author_name !== null
  const words = kind === 'declared' ? said[declared_state ?? 'in_progress'] : asked ? 'pidió más plazo.' : decided[kind]
  return { who: author_name ?? 'La coordinación', words: words ?? 'respondió.', text }
}

/** What the receipt says: the answer, in which words it was given, and what happens now. */
export function receiptOf(
  { due_on, asked_on, asked_reason }: Pick<Answerable, 'due_on' | 'asked_on'> & { asked_reason: string | null },
  { kind, declared_state, text }: Line,
) {
  if (kind === 'rescheduled') {
    const still = due_on ? `sigue siendo el ${formatDay(due_on)}` : 'sigue sin fijarse'
    return {
      answer: asked_on ? `Más plazo, hasta el ${formatDay(asked_on)}` : 'Más plazo',
      words: asked_reason,
      next: `La coordinación revisará su pedido. Hasta que lo acepte, el plazo ${still}.`,
    }
  }
  const answers: Partial<Record<DeclaredState, string>> = {
    delivered: 'Está cumplido (declarado, sin verificar)', accepted: 'Lo aceptamos', in_progress: 'Está en curso', not_ours: 'No nos corresponde',
  }
  return { answer: answers[declared_state ?? 'in_progress'] ?? '', words: text, next: 'La coordinación la revisará.' }
}

type Paper = { kind: string; oficio_number: string | null; oficio_on: string | null; url: string | null; file_id: string | null; file_name: string | null }

/** How a paper is named, and where it is when it can be opened. */
export function paperText({ kind, oficio_number, oficio_on, url, file_id, file_name }: Paper) {
  if (kind === 'oficio') return { words: `Oficio ${oficio_number} del ${oficio_on ? formatDay(oficio_on) : ''}`, to: null }
  return kind === 'link' ? { words: url ?? '', to: url } : { words: file_name ?? 'Archivo', to: `/archivos/${file_id}` }
}
