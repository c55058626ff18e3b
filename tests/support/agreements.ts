import { createAgreement, type NewAgreement } from '#app/domain/agreements/commands.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** SERVIU Metropolitano obliges itself before Cerrillos, on 10 November 2026, unless told otherwise. */
export const makeAgreement = ({ as }: World, given: Partial<NewAgreement> = {}, who: Name = 'paula') =>
  createAgreement(as(who), {
    kind: 'meeting_agreement',
    text: 'Priorizar tres terrenos del banco de suelo',
    meeting_id: null,
    agreed_on: '2026-11-10',
    valid_until_on: null,
    parties: [
      { institution_id: 'serviu-13', role: 'obliged' },
      { institution_id: 'muni-13102', role: 'beneficiary' },
    ],
    ...given,
  })
