import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { listUsual } from '#app/domain/meetings/queries/participants.server.ts'
import { readRef } from '#app/domain/meetings/rules/participants.ts'
import { roomFor } from '#app/domain/minutes/queries/meeting-setting.server.ts'
import { today } from '#app/lib/context.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

const MOST = 10

/** «Los de siempre» of the first institution, and whom the minutes of a meeting with all of them may name. */
export const loader = signedIn(writers, async (ctx, { request }) => {
  const asked = new URL(request.url).searchParams.getAll('institucion').slice(0, MOST)
  const rows = asked.length === 0 ? [] : await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', asked).execute()
  const institution_ids = asked.filter((id) => rows.some((row) => row.id === id))
  const options = institution_ids[0] ? await listUsual(ctx, institution_ids[0]) : []
  const participants = options.flatMap(({ id }) => readRef(id) ?? [])
  const { on: _, ...met } = await roomFor(ctx, { on: today(ctx), institution_ids, participants })
  return Response.json({ options, met }, { headers: { 'Cache-Control': 'private, no-store' } })
})
