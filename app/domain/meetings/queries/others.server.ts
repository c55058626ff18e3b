import type { NotNull } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { writers } from '#app/lib/roles.ts'

export type Other = { id: string; name: string }

/**
 * With whom a meeting is: the institutions that take part, in order, but for our own (the viewer's, and those of
 * whoever coordinates). One query. The caller has found the meeting.
 */
export function listOthers({ db, viewer }: Context, meeting_id: string): Promise<Other[]> {
  return db
    .selectFrom('participants')
    .innerJoin('institutions', 'institutions.id', 'participants.institution_id')
    .select(['institutions.id', 'institutions.short_name as name'])
    .where('participants.meeting_id', '=', meeting_id)
    .where('institutions.id', '<>', viewer.institution_id ?? '')
    .where('institutions.id', 'not in', (eb) =>
      eb
        .selectFrom('users')
        .select('users.institution_id')
        .where('users.institution_id', 'is not', null)
        .where('users.role', 'in', writers)
        .$narrowType<{ institution_id: NotNull }>())
    .groupBy(['institutions.id', 'institutions.short_name'])
    .orderBy((eb) => eb.fn.min('participants.sort'))
    .orderBy('institutions.id')
    .execute()
}
