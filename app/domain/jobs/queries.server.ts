import type { Context } from '#app/lib/context.server.ts'
import { NotFound } from '#app/lib/errors.ts'

import { canManageJobs } from './policy.ts'

const MOST = 50

/** What happens by itself is administration. */
function visible({ db, viewer }: Context) {
  if (!canManageJobs(viewer)) throw new NotFound()
  return db.selectFrom('jobs').select(['id', 'kind', 'key', 'state', 'run_at', 'not_after', 'attempts', 'last_error'])
}

export const findJob = (ctx: Context, id: string) => visible(ctx).where('id', '=', id).executeTakeFirst()

/** What somebody must look at: what failed, and what came to nothing because it was late. The latest first. */
export const listTroubled = (ctx: Context) => visible(ctx).where('state', 'in', ['failed', 'late']).orderBy('run_at', 'desc').orderBy('id').limit(MOST).execute()
