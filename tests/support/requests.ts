import { createRequest, type NewRequest } from '#app/domain/connection-requests/commands/create.server.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** Cerrillos asks to be connected with its SERVIU about the subsidies of a committee, unless told otherwise. */
export const makeRequest = ({ as }: World, given: Partial<NewRequest> = {}, who: Name = 'paula') =>
  createRequest(as(who), {
    asker_id: 'muni-13102',
    with_kind: 'serviu',
    with_id: null,
    subject: 'Factibilidad sanitaria de Los Aromos',
    detail: null,
    ...given,
  })
