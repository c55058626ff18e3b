import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { answer, askedOf } from './answer.ts'

export const loader = signedIn(network, async (ctx, { request }) => answer(await suggestInstitutions(ctx, askedOf(request).q)))
