import { suggestPositions } from '#app/domain/positions/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { answer, askedOf } from './answer.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const { q, institution_id } = askedOf(request)
  return answer(await suggestPositions(ctx, q, { institution_id }))
})
