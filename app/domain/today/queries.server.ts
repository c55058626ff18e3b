import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { listContactDays, RHYTHM_DAYS } from '#app/domain/institutions/queries/contacts.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { matching as matchingMeetings, tookPlace } from '#app/domain/meetings/queries/filter.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'

import { isCold, marksOf, rhythmOf } from './rules.ts'

/** Those who coordinate start from what is theirs; the others read the whole network. */
export const isOwn = ({ viewer }: Pick<Context, 'viewer'>) => viewer.role === 'coordinator'

/** Open commitments due from one day until another (excluded), that the viewer follows up. One query. */
export const listDueIn = (ctx: Context, from: string, until: string) =>
  ownCommitments(ctx)
    .select([
      'commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.closed_on',
      'commitments.declared_state', 'commitments.declared_at', 'commitments.evidence_state',
    ])
    .where('commitments.due_on', '>=', from)
    .where('commitments.due_on', '<', until)
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .execute()

/** How many take part in each of these meetings. One query. */
export async function countParticipants({ db }: Context, meeting_ids: string[]): Promise<Map<string, number>> {
  if (meeting_ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('participants')
    .select((eb) => ['meeting_id', eb.fn.countAll<number>().as('total')])
    .where('meeting_id', 'in', meeting_ids)
    .groupBy('meeting_id')
    .execute()
  return new Map(rows.map((row) => [row.meeting_id, Number(row.total)]))
}

/** Dates that a debtor asked for and nobody has answered, the oldest first. One query. */
export const listProposals = (ctx: Context, limit: number) =>
  ownCommitments(ctx)
    .innerJoin('reschedules', 'reschedules.commitment_id', 'commitments.id')
    .innerJoin('users as asker', 'asker.id', 'reschedules.proposed_by')
    .select(['commitments.folio', 'commitments.text', 'debtor.short_name as debtor_name', 'reschedules.to_due_on', 'asker.name as asker_name'])
    .where('reschedules.state', '=', 'proposed')
    .orderBy('reschedules.proposed_at')
    .orderBy('reschedules.id')
    .limit(limit)
    .execute()

/** Past meetings of which nothing has been written down, the latest first. One query. */
export const listUnrecorded = (ctx: Context, limit: number) =>
  ownMeetings(ctx)
    .where(matchingMeetings(ctx, { view: 'sin-acta' }))
    .where('meetings.starts_at', '>', addDays(today(ctx), -120))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('minutes_entries').select('minutes_entries.id').whereRef('minutes_entries.meeting_id', '=', 'meetings.id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('minutes').select('minutes.id').whereRef('minutes.meeting_id', '=', 'meetings.id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('agreements').select('agreements.id').whereRef('agreements.meeting_id', '=', 'meetings.id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('commitments').select('commitments.id').whereRef('commitments.meeting_id', '=', 'meetings.id'))))
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()

/** Meetings that are over and whose minutes somebody left open, corrections too, the oldest first. One query. */
export const listOpenMinutes = (ctx: Context, limit: number) =>
  ownMeetings(ctx)
    .where('meetings.ends_at', '<=', ctx.now.toISOString())
    .where((eb) => eb.exists(eb.selectFrom('minutes').select('minutes.id').whereRef('minutes.meeting_id', '=', 'meetings.id').where('minutes.state', '=', 'draft')))
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()

/** Drafts of meetings that are still to come, the next first. One query. */
export const listDrafts = (ctx: Context, limit: number) =>
  ownMeetings(ctx)
    .where('meetings.state', '=', 'draft')
    .where('meetings.ends_at', '>', ctx.now.toISOString())
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()

/** Requests for a connection that nobody has taken up yet, the oldest first. One query. */
export const listNewRequests = (ctx: Context, limit: number) =>
  visibleRequests(ctx)
    .select([
      'connection_requests.folio', 'connection_requests.subject', 'connection_requests.received_on', 'connection_requests.with_kind',
      'asker.short_name as asker_name', 'counterpart.short_name as with_name',
    ])
    .where('connection_requests.state', '=', 'received')
    .$if(isOwn(ctx), (query) => query.where('connection_requests.follow_up_user_id', '=', ctx.viewer.id))
    .orderBy('connection_requests.received_on')
    .orderBy('connection_requests.id')
    .limit(limit)
    .execute()

/** Positions that nobody holds today and that answer for open commitments, those with most first. One query. */
export async function listVacantPosts(ctx: Context, limit: number) {
  const day = today(ctx)
  const rows = await ownCommitments(ctx)
    .innerJoin('positions', 'positions.id', 'commitments.responsible_position_id')
    .select((eb) => [
      'positions.id', 'positions.title', 'debtor.id as institution_id', 'debtor.short_name as institution_name',
      eb.fn.countAll<number>().as('open'), eb.fn.min('commitments.folio').as('folio'),
    ])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tenures')
            .select('tenures.id')
            .whereRef('tenures.position_id', '=', 'positions.id')
            .where('tenures.starts_on', '<=', day)
            .where((inner) => inner.or([inner('tenures.ends_on', 'is', null), inner('tenures.ends_on', '>=', day)])),
        ),
      ),
    )
    .groupBy(['positions.id', 'positions.title', 'debtor.id', 'debtor.short_name'])
    .orderBy('open', 'desc')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, open: Number(row.open) }))
}

/** A contact this recent is within any rhythm: nobody's is shorter than a week. */
const FRESH_DAYS = 7

/**
 * Members of the network without contact for longer than usual, the longest silence first, and of how many they are: those with
 * whom there has been some contact. A contact is a meeting that took place. Two queries.
 */
export async function listCooling(ctx: Context) {
  const day = today(ctx)
  const rows = await visibleInstitutions(ctx)
    .select((eb) => [
      'institutions.id', 'institutions.name',
      // From the few members to their meetings: joined and grouped, every meeting there has been would be read.
      eb
        .selectFrom('participants')
        .innerJoin('meetings', 'meetings.id', 'participants.meeting_id')
        .select((inner) => inner.fn.max('meetings.starts_at').as('last_at'))
        .whereRef('participants.institution_id', '=', 'institutions.id')
        .where(tookPlace(ctx))
        .as('last_at'),
    ])
    .where('institutions.network_status', '=', 'member')
    .where('institutions.archived_at', 'is', null)
    .$if(isOwn(ctx), (query) =>
      query.where((eb) => eb.or([eb('institutions.coordinator_id', '=', ctx.viewer.id), eb('institutions.coordinator_id', 'is', null)])))
    .orderBy('last_at', (by) => by.asc().nullsLast())
    .orderBy('institutions.id')
    .execute()
  const members = rows.flatMap(({ last_at, ...member }) => (last_at ? [{ ...member, last: todayIn(ctx.viewer.zone, new Date(last_at)) }] : []))
  const quiet = members.filter(({ last }) => last < addDays(day, -FRESH_DAYS))
  const contacts = await listContactDays(ctx, quiet.map(({ id }) => id), addDays(day, -RHYTHM_DAYS))

  const relations = quiet
    .map((member) => {
      const days = contacts.get(member.id) ?? []
      const rhythm = rhythmOf(days)
      return { ...member, rhythm, marks: marksOf(days, rhythm, day) }
    })
    .filter(({ last, rhythm }) => isCold(last, rhythm, day))
  return { relations, of: members.length }
}

export const ownCommitments = (ctx: Context) =>
  visibleCommitments(ctx)
    .where('commitments.closed_on', 'is', null)
    .$if(isOwn(ctx), (query) => query.where('commitments.follow_up_user_id', '=', ctx.viewer.id))

const ownMeetings = (ctx: Context) =>
  visibleMeetings(ctx)
    .select(['meetings.id', 'meetings.folio', 'meetings.title', 'meetings.state', 'meetings.starts_at'])
    .$if(isOwn(ctx), (query) => query.where('meetings.owner_id', '=', ctx.viewer.id))
