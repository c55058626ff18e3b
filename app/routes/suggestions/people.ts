import { suggestPeople } from '#app/domain/people/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { answer, askedOf } from './answer.ts'

export const loader = signedIn(network, async (ctx, { request }) => answer(await suggestPeople(ctx, askedOf(request).q)))
