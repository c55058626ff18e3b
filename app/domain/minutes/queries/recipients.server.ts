import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'

export type Recipient = {
  institution_id: string
  name: string
  /** Null when the directory knows no address: its text can still be copied. */
  email: string | null
  /** Whose address it is. */
  to: string | null
}

/**
 * Who would receive the minutes: each institution that took part or owes or receives something, once, with the best
 * address the directory has: that of somebody of it who was there, of their post, or its own. The house itself is left out.
 */
export async function listRecipients(ctx: Context, meeting: Meeting, concerned_ids: string[]): Promise<Recipient[]> {
  const present = (await listParticipants(ctx, meeting)).filter(({ attended }) => attended !== 'absent')
  const ids = [...new Set([...present.flatMap(({ institution_id }) => institution_id ?? []), ...concerned_ids])].filter((id) => id !== ctx.viewer.institution_id)
  if (ids.length === 0) return []
  const institutions = await visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name']).where('institutions.id', 'in', ids).execute()
  const points = [
    ...(await listContactPoints(ctx, 'person', present.flatMap(({ person_id }) => person_id ?? []))),
    ...(await listContactPoints(ctx, 'position', present.flatMap(({ position_id }) => position_id ?? []))),
    ...(await listContactPoints(ctx, 'institution', ids)),
  ].filter(({ kind }) => kind === 'email')
  return ids.flatMap((id) => {
    const institution = institutions.find((row) => row.id === id)
    if (!institution) return []
    const own = present.filter(({ institution_id }) => institution_id === id)
    const point = points.find(({ person_id, position_id, institution_id }) =>
      institution_id === id || own.some((one) => (person_id && one.person_id === person_id) || (position_id && one.position_id === position_id)))
    const owner = point && own.find((one) => (point.person_id && one.person_id === point.person_id) || (point.position_id && one.position_id === point.position_id))
    return { institution_id: id, name: institution.short_name, email: point?.value ?? null, to: owner?.name ?? owner?.title ?? (point ? institution.short_name : null) }
  })
}
