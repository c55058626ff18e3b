import { suggestCommunes } from '#app/domain/meetings/queries/places.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

export const loader = signedIn(network, async (ctx, { request }) => {
  const q = new URL(request.url).searchParams.get('q') ?? ''
  return Response.json({ options: await suggestCommunes(ctx, q.slice(0, 100)) })
})
