import { countGroups } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { visibleMeetings, type Meeting } from '../queries.server.ts'
import { isPendingPoint } from '../rules.ts'
import { carriedOn } from './carried.server.ts'
import { OPEN } from './figures.server.ts'
import { listOthers } from './others.server.ts'

/** Points offered at once. */
const MOST = 12

/**
 * What earlier meetings with somebody of these left for another one and no point has taken up, the latest first. A
 * point whose new meeting was called off is offered again. Two queries.
 */
export async function listDeferredPoints(ctx: Context, meeting: Meeting) {
  const among = (await listOthers(ctx, meeting.id)).map(({ id }) => id)
  return among.length > 0 ? deferred(ctx, meeting, among).limit(MOST).execute() : []
}

export type DeferredPoint = Awaited<ReturnType<typeof listDeferredPoints>>[number]

export async function findDeferredPoint(ctx: Context, meeting: Meeting, point_id: string): Promise<DeferredPoint | undefined> {
  const among = (await listOthers(ctx, meeting.id)).map(({ id }) => id)
  return among.length > 0 ? deferred(ctx, meeting, among).where('item.id', '=', point_id).executeTakeFirst() : undefined
}

/** Whether to begin with what is pending: there is something open with those who come, and no such point. Two queries. */
export async function isPendingPointMissing(ctx: Context, meeting: Meeting, agenda: { title: string }[]): Promise<boolean> {
  if (agenda.some(isPendingPoint)) return false
  const among = (await listOthers(ctx, meeting.id)).map(({ id }) => id)
  return among.length > 0 && (await countGroups(ctx, { among, ...OPEN })).total > 0
}

const deferred = (ctx: Context, meeting: Meeting, among: string[]) =>
  visibleMeetings(ctx)
    .innerJoin('agenda_items as item', 'item.meeting_id', 'meetings.id')
    .select(['item.id', 'item.title', 'item.minutes', 'item.proposed_by', 'meetings.folio', 'meetings.start_local', 'meetings.from_on'])
    .where('item.deferred_at', 'is not', null)
    .where('meetings.id', '<>', meeting.id)
    .where('meetings.starts_at', '<', meeting.starts_at)
    .where('meetings.state', 'in', ['called', 'in_progress', 'held', 'closed'])
    .where('meetings.id', 'in', (eb) => eb.selectFrom('participants').select('participants.meeting_id').where('participants.institution_id', 'in', among))
    .where((eb) => eb.not(eb.exists(carriedOn(eb.ref('item.id')).select('taking.id'))))
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('item.sort')
    .orderBy('item.id')
