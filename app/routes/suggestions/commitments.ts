import { suggestCommitments } from '#app/domain/commitments/queries/suggestions.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

import { answer, askedOf } from './answer.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const but = new URL(request.url).searchParams.get('menos') ?? undefined
  return answer(await suggestCommitments(ctx, askedOf(request).q, { but }))
})
