import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting, type Meeting } from '../queries.server.ts'
import { findDeferredPoint } from '../queries/deferred.server.ts'
import { listAgenda } from '../queries/minutes.server.ts'
import { isPendingPoint, PENDING_POINT, takesPoints } from '../rules.ts'
import { subjectsOf } from './change.server.ts'

/** Takes up, after the other points, one that an earlier meeting left. Asked twice, it is there once. */
export async function carryPoint(ctx: Context, folioOrId: string, point_id: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = await findToAddTo(ctx, folioOrId)
    const taken = await findTaken(ctx, point_id)
    if (taken?.meeting_id === meeting.id) return
    if (taken) throw new Conflict(`Ese punto ya está en la pauta de ${taken.folio}.`)
    const { folio, ...point } = found(await findDeferredPoint(ctx, meeting, point_id))
    await takeUp(ctx, meeting, point, folio)
  })
}

type Left = { id: string; title: string; minutes: number | null; proposed_by: string | null }

/** Writes, after the other points, one that the meeting `from` left. Called inside a transaction that has asked. */
export async function takeUp(ctx: Context, meeting: Meeting, { id, title, minutes, proposed_by }: Left, from: string) {
  await insertPoint(ctx, meeting, { title, minutes, proposed_by, carried_from_id: id, sort: (await edgesOf(ctx, meeting)).last + 1 })
  await record(ctx, 'agenda.carried', await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: meeting.title, point: title, from })
}

/** Begins with what is pending between those present. Asked twice, it is there once. */
export async function addPendingPoint(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = await findToAddTo(ctx, folioOrId)
    if ((await listAgenda(ctx, meeting.id)).some(isPendingPoint)) return

    await insertPoint(ctx, meeting, { title: PENDING_POINT, minutes: null, proposed_by: null, carried_from_id: null, sort: (await edgesOf(ctx, meeting)).first - 1 })
    await record(ctx, 'agenda.carried', await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: meeting.title, point: PENDING_POINT })
  })
}

/** Adds a point after the others. Asked twice, it is there once. */
export async function addPoint(ctx: Context, folioOrId: string, title: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = await findToAddTo(ctx, folioOrId)
    if ((await listAgenda(ctx, meeting.id)).some((point) => point.title === title)) return
    await insertPoint(ctx, meeting, { title, minutes: null, proposed_by: null, carried_from_id: null, sort: (await edgesOf(ctx, meeting)).last + 1 })
    await record(ctx, 'agenda.carried', await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: meeting.title, point: title })
  })
}

async function findToAddTo(ctx: Context, folioOrId: string): Promise<Meeting> {
  const meeting = found(await findMeeting(ctx, folioOrId))
  permit(canEditMeeting(ctx.viewer))
  if (!takesPoints(meeting)) throw new Conflict('Esta reunión ya se realizó: su pauta no recibe puntos de otras.')
  return meeting
}

/** The point that took it up, here or in another meeting that was not called off. */
const findTaken = ({ db }: Context, point_id: string) =>
  db
    .selectFrom('agenda_items as taking')
    .innerJoin('meetings as taker', 'taker.id', 'taking.meeting_id')
    .select(['taking.meeting_id', 'taker.folio'])
    .where('taking.carried_from_id', '=', point_id)
    .where('taker.state', '<>', 'cancelled')
    .executeTakeFirst()

/** The places of the first and of the last point. */
async function edgesOf({ db }: Context, { id }: Meeting) {
  const { first, last } = await db
    .selectFrom('agenda_items')
    .select((eb) => [eb.fn.min<number | null>('sort').as('first'), eb.fn.max<number | null>('sort').as('last')])
    .where('meeting_id', '=', id)
    .executeTakeFirstOrThrow()
  return { first: first ?? 0, last: last ?? -1 }
}

type NewPoint = { title: string; minutes: number | null; proposed_by: string | null; carried_from_id: string | null; sort: number }

const insertPoint = ({ db, now }: Context, { id: meeting_id }: Meeting, point: NewPoint) =>
  db.insertInto('agenda_items').values({ id: newId(now.getTime()), meeting_id, ...point }).execute()
