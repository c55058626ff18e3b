import { record } from '#app/domain/activity/commands.server.ts'
import { revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canManageAccess } from '../policy.ts'
import { listLinks } from '../queries/links.server.ts'

/**
 * One link of a post stops working now, or all of them, with the devices they opened. Whoever had one may have subscribed
 * to the calendar: those addresses end too, and their owner makes others. Answers how many links ended.
 */
export async function revokeAccess(ctx: Context, position_id: string, link_id: string | 'all'): Promise<number> {
  return atomically(ctx, async (ctx) => {
    const position = found(await findPosition(ctx, position_id))
    permit(canManageAccess(ctx.viewer))
    const links = (await listLinks(ctx, position_id)).filter(({ id }) => link_id === 'all' || id === link_id)
    if (link_id !== 'all') found(links[0])
    if (links.length === 0) return 0

    const ids = links.map(({ id }) => id)
    await ctx.db.updateTable('access_links').set({ revoked_at: ctx.now.toISOString() }).where('id', 'in', ids).execute()
    // Nobody but its owner ends a calendar address, save when the way in that made it is taken away.
    for (const { id } of await listFeedsBy(ctx, ids)) await revokeFeed({ ...ctx, viewer: { ...systemViewer, id: ctx.viewer.id } }, id)
    const subjects = [{ type: 'position' as const, id: position.id }, { type: 'institution' as const, id: position.institution_id }]
    await record(ctx, 'access.revoked', subjects, { title: position.title, count: links.length })
    return links.length
  })
}

/** Calendar addresses of whoever bears these links. */
const listFeedsBy = ({ db }: Context, link_ids: string[]) =>
  db
    .selectFrom('calendar_feeds')
    .select('calendar_feeds.id')
    .where('calendar_feeds.revoked_at', 'is', null)
    .where('calendar_feeds.user_id', 'in', db.selectFrom('access_links').select('access_links.user_id').where('access_links.id', 'in', link_ids))
    .orderBy('calendar_feeds.id')
    .execute()
