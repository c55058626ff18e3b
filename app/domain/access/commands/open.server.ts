import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { rememberDevice } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { findAccess } from '../queries/link.server.ts'
import { landingOf } from '../rules.ts'

/** Lets in whoever holds an address, and remembers their device; undefined when it does not work. A link may be opened on several. */
export async function openAccess({ db, now }: Pick<Context, 'db' | 'now'>, token: string | undefined, agent: string | null) {
  const access = await findAccess({ db, now }, token)
  if (!access) return undefined
  const { viewer, expires_at } = access
  const { link_id, position_id, errand_id } = viewer.access

  const cookie = await atomically({ db, now, viewer }, async (ctx) => {
    const at = ctx.now.toISOString()
    await ctx.db.updateTable('access_links').set({ opened_at: at }).where('id', '=', link_id).where('opened_at', 'is', null).execute()
    const until = errand_id ? new Date(expires_at) : null
    const cookie = await rememberDevice(ctx.db, { id: link_id, user_id: viewer.id, until }, ctx.now, agent)
    const subject = errand_id ? { type: 'commitment' as const, id: errand_id } : { type: 'position' as const, id: position_id }
    await record(ctx, 'access.opened', [subject, { type: 'institution', id: viewer.institution_id! }], { errand: access.folio })
    return cookie
  })
  return { cookie, to: landingOf(access) }
}
