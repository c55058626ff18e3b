import type { Context } from '#app/lib/context.server.ts'

import { visibleContactPoints } from '../queries.server.ts'

/** The owners, of one type, of what a program may be told that changed at an instant or later: never what is for the team. */
export const changedPoints = (ctx: Context, owner: 'institution_id' | 'position_id' | 'person_id', since: string) =>
  visibleContactPoints(ctx)
    .clearSelect()
    .select((eb) => eb.ref(`contact_points.${owner}`).$notNull().as('owner_id'))
    .where(`contact_points.${owner}`, 'is not', null)
    .where('contact_points.visibility', '=', 'network')
    .where('contact_points.updated_at', '>=', since)
