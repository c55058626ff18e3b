import { listFormerIds } from '#app/domain/merges/queries/former.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Detail, SubjectType } from './commands.server.ts'
import { tell, type Action } from './terms.ts'

export type ActivityItem = { id: string; at: string; action: Action; actor_name: string; sentence: string }

/**
 * What happened to one record and to those that became part of it, newest first, at most `limit` events. The caller has already found the record among
 * what the viewer may see; details never hold internal text.
 */
export async function listActivity(ctx: Context, type: SubjectType, id: string, limit = 50): Promise<ActivityItem[]> {
  const former = type === 'person' || type === 'institution' ? await listFormerIds(ctx, type, id) : []
  const rows = await ctx.db
    .selectFrom('activity')
    .innerJoin('users as actor', 'actor.id', 'activity.actor_id')
    .leftJoin('activity_details as details', 'details.seq', 'activity.seq')
    .select(['activity.id', 'activity.at', 'activity.action', 'actor.name as actor_name', 'details.detail'])
    .where('activity.seq', 'in', (eb) => eb.selectFrom('activity_subjects').select('seq').where('subject_type', '=', type).where('subject_id', 'in', [id, ...former]))
    .orderBy('activity.seq', 'desc')
    .limit(limit)
    .execute()

  return rows.map(({ detail, ...row }) => {
    const action = row.action as Action
    return { ...row, action, sentence: tell(action, detail ? (JSON.parse(detail) as Detail) : {}) }
  })
}
