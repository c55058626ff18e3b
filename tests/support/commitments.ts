import { createCommitment, type NewCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** Cerrillos owes SERVIU Metropolitano three reports by Friday 4 December 2026, unless told otherwise. */
export const makeCommitment = ({ as }: World, given: Partial<NewCommitment> = {}, who: Name = 'paula') =>
  createCommitment(as(who), {
    text: 'Enviar los informes previos de tres predios',
    agreement_id: null,
    meeting_id: null,
    debtor_id: 'muni-13102',
    responsible_position_id: null,
    beneficiary_ids: ['serviu-13'],
    follow_up_user_id: null,
    due_rule: 'date',
    due_n: null,
    due_from_on: null,
    due_on: '2026-12-04',
    ...given,
  })

/** Delivered with an oficio by its debtor's coordinator, and verified. */
export async function fulfil({ as }: World, id: string) {
  await declareCommitment(as('carolina'), id, {
    declared_state: 'delivered',
    text: null,
    evidence: [{ kind: 'oficio', number: 'ORD. 1.482', on: '2026-11-20' }],
  })
  await verifyCommitment(as('paula'), id, { note: null })
}
