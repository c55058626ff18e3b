/** What open commitments of the demo have to do with each other, as somebody would leave it written the day before. */

import { blockCommitment } from '#app/domain/commitments/commands/block.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { answerReceipt } from '#app/domain/commitments/commands/receive.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { listCommitments, type Commitment } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { instant } from './clock.server.ts'
import type { Stage } from './year.server.ts'

const WAITING = 6
const DIVIDED = 3
const CONFIRMED = 3
const PARTS = ['Reunir los antecedentes', 'Enviar el borrador a revisión', 'Entregar la versión firmada'] as const

export function planDependencies(stage: Stage) {
  const at = instant(addDays(stage.today, -1), 17, 30)
  stage.clock.plan(at, () => relate(stage, at))
}

async function relate({ as, staff, clock, today }: Stage, at: string) {
  const ctx = as(staff.carolina, at)
  const open = (await Promise.all([1, 2, 3].map((page) => listCommitments(ctx, { state: 'abiertos', sort: 'movido', descending: true, page })))).flat()
  await wait(ctx, open)
  const whole = open.filter(({ agreement_id, due_on, declared_state }) => agreement_id && due_on && due_on > addDays(today, 5) && declared_state !== 'delivered')
  for (const commitment of whole.slice(0, DIVIDED)) await divide(ctx, commitment, clock.workingDay(addDays(today, 4)))

  const delivered = (await listCommitments(ctx, { view: 'por-verificar' })).filter(({ declared_state }) => declared_state === 'delivered')
  const received = delivered.flatMap(({ id, debtor_id, beneficiaries }) => {
    const receiver = beneficiaries.map(({ institution_id }) => institution_id !== debtor_id && staff.leaders.get(institution_id)).find((leader) => leader)
    return receiver ? [{ id, receiver }] : []
  })
  for (const [n, { id, receiver }] of received.slice(0, CONFIRMED).entries()) {
    const lacking = n === CONFIRMED - 1
    await answerReceipt(as(receiver, at), id, { receipt: lacking ? 'not_received' : 'received', note: lacking ? 'Llegó sin los planos.' : null })
  }
}

/** In what was agreed at one meeting, whoever owes later waits for somebody else who owes first. */
async function wait(ctx: Context, open: Commitment[]) {
  const pairs = open.flatMap((later) => {
    const first = open.find((other) => other.meeting_id === later.meeting_id && other.debtor_id !== later.debtor_id && (other.due_on ?? '9') < (later.due_on ?? ''))
    return later.meeting_id && later.declared_state !== 'delivered' && first ? [{ later, first }] : []
  })
  for (const { later, first } of pairs.slice(0, WAITING)) await blockCommitment(ctx, later.id, { blocker: first.id, reason: 'Sin eso no se puede partir.' })
}

async function divide(ctx: Context, whole: Commitment, due_on: string) {
  for (const [n, text] of PARTS.entries()) {
    const { id } = await createCommitment(ctx, {
      text: `${text}: ${whole.text.charAt(0).toLowerCase()}${whole.text.slice(1)}`,
      parent_id: whole.id,
      agreement_id: whole.agreement_id,
      meeting_id: whole.meeting_id,
      debtor_id: whole.debtor_id,
      responsible_position_id: n === 0 ? whole.responsible_position_id : null,
      beneficiary_ids: whole.beneficiaries.map(({ institution_id }) => institution_id),
      follow_up_user_id: whole.follow_up_user_id,
      due_rule: 'date', due_n: null, due_from_on: null,
      due_on: n === 0 ? due_on : whole.due_on,
      add_party: true,
    })
    if (n > 0) continue
    await declareCommitment(ctx, id, { declared_state: 'delivered', text: 'Quedaron en la carpeta compartida.', evidence: [] })
    await verifyCommitment(ctx, id, { note: null })
  }
}
