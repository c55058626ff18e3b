/** What the network itself promised: some kept, some still open, one late. */

import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { addDays } from '#app/lib/days.ts'

import { instant } from './clock.server.ts'
import type { Stage } from './year.server.ts'

type Own = { text: string; to: string[]; made: number; due: number; kept?: number }

/** Days are counted from today. */
const own: Own[] = [
  { text: 'Enviar el protocolo de consultas a las oficinas de vivienda', to: ['muni-13102', 'muni-10201'], made: -75, due: -40, kept: -43 },
  { text: 'Sistematizar la ronda de suelo de la provincia de Chiloé', to: ['muni-10201'], made: -50, due: -18, kept: -12 },
  { text: 'Preparar la carta Gantt de la cartera 2027', to: ['serviu-13', 'muni-13102'], made: -34, due: -6 },
  { text: 'Publicar el modelo de ordenanza de integración social', to: ['muni-13102', 'muni-10201', 'amuch'], made: -20, due: 9 },
  { text: 'Conseguir una fecha con la división de política habitacional', to: ['muni-10201'], made: -9, due: 16 },
]

export function planOwnPromises({ clock, as, staff: { carolina, paula }, today }: Stage) {
  for (const { text, to, made, due, kept } of own) {
    const at = instant(clock.workingDay(addDays(today, made)), 12)
    clock.plan(at, async () => {
      const { id } = await createCommitment(as(carolina, at), {
        text, agreement_id: null, meeting_id: null, debtor_id: 'red-municipios', responsible_position_id: null, beneficiary_ids: to,
        follow_up_user_id: carolina.id, due_rule: 'date', due_n: null, due_from_on: null, due_on: clock.workingDay(addDays(today, due)),
      })
      if (kept === undefined) return
      const done = instant(clock.workingDay(addDays(today, kept)), 13)
      clock.plan(done, async () => {
        await declareCommitment(as(carolina, done), id, { declared_state: 'delivered', text: 'Quedó en el repositorio común.', evidence: [] })
        await verifyCommitment(as(paula, done), id, { note: 'Lo recibieron.' })
      })
    })
  }
}
