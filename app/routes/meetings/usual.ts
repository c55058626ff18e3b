import { listUsual } from '#app/domain/meetings/queries/participants.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

/** «Los de siempre» of an institution: whoever came the last time. */
export const loader = signedIn(writers, async (ctx, { request }) => {
  const id = new URL(request.url).searchParams.get('institucion') ?? ''
  const known = await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', id).executeTakeFirst()
  const options = known ? await listUsual(ctx, known.id) : []
  return Response.json({ options }, { headers: { 'Cache-Control': 'private, no-store' } })
})
