import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { isCurrent } from '#app/domain/tenures/rules.ts'
import { systemViewer, today, type Context } from '#app/lib/context.server.ts'
import { NotFound } from '#app/lib/errors.ts'

import { canManageAccess } from '../policy.ts'

/** `made_by` is null when a mail of the product made it; `used_at`, when a device that it opened was last seen. */
export type LivingLink = {
  id: string
  name: string
  errand: string | null
  made_at: string
  made_by: string | null
  opened_at: string | null
  used_at: string | null
  expires_at: string
}

/** The links of a post that work today, those of its errands too, the last used first. Only for those who hand them out. */
export async function listLinks(ctx: Context, position_id: string): Promise<LivingLink[]> {
  if (!canManageAccess(ctx.viewer)) throw new NotFound()
  const rows = await visiblePositions(ctx)
    .innerJoin('tenures', 'tenures.position_id', 'positions.id')
    .innerJoin('access_links as link', 'link.tenure_id', 'tenures.id')
    .innerJoin('users as bearer', 'bearer.id', 'link.user_id')
    .innerJoin('users as maker', 'maker.id', 'link.created_by')
    .leftJoin('commitments as errand', 'errand.id', 'bearer.errand_id')
    .select(['link.id', 'bearer.name', 'errand.folio as errand', 'link.created_at as made_at', 'maker.id as maker_id', 'maker.name as maker_name'])
    .select(['link.opened_at', 'link.expires_at', 'tenures.starts_on', 'tenures.ends_on'])
    .select((eb) => eb.selectFrom('sessions').select((inner) => inner.fn.max('sessions.last_seen_at').as('at')).whereRef('sessions.access_link_id', '=', 'link.id').as('used_at'))
    .where('positions.id', '=', position_id)
    .where('link.revoked_at', 'is', null)
    .where('bearer.disabled_at', 'is', null)
    .where('errand.closed_on', 'is', null)
    .where('link.expires_at', '>', ctx.now.toISOString())
    .orderBy('link.created_at', 'desc')
    .orderBy('link.id')
    .execute()
  return rows
    .filter((row) => isCurrent(row, today(ctx)))
    .map(({ maker_id, maker_name, ...link }) => ({ ...link, made_by: maker_id === systemViewer.id ? null : maker_name }))
    .toSorted((a, b) => (b.used_at ?? b.opened_at ?? '').localeCompare(a.used_at ?? a.opened_at ?? ''))
}
