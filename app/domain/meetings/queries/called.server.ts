import type { Context } from '#app/lib/context.server.ts'

/** The institutions that take part in these meetings, in the order of their list. One query. The caller has found the meetings. */
export async function listCalled({ db }: Context, meeting_ids: string[]) {
  if (meeting_ids.length === 0) return []
  return db
    .selectFrom('participants')
    .innerJoin('institutions', 'institutions.id', 'participants.institution_id')
    .select((eb) => ['participants.meeting_id', 'institutions.id', 'institutions.short_name as name', eb.fn.min<number>('participants.sort').as('place')])
    .where('participants.meeting_id', 'in', meeting_ids)
    .groupBy(['participants.meeting_id', 'institutions.id', 'institutions.short_name'])
    .orderBy('place')
    .orderBy('institutions.id')
    .execute()
}
