import { listAgreements, listAgreementsOf } from '#app/domain/agreements/queries.server.ts'
import { listCommitments, listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { listTenuresUntil, type Tenure } from '#app/domain/tenures/queries.server.ts'
import { isCurrent } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { visibleMeetings, type Meeting } from '../queries.server.ts'
import { startDay } from '../rules.ts'
import { questionsOf } from '../rules/questions.ts'
import { countFigures, ENDING, OPEN, STANDING } from './figures.server.ts'
import { listOthers } from './others.server.ts'
import { listParticipants } from './participants.server.ts'
import { listSensitive } from './sensitive.server.ts'

/** Meetings looked back at. */
const PAST = 3

export type Preparation = Awaited<ReturnType<typeof readPreparation>>

/** Everything there is to know before a meeting. The same number of queries whoever comes. */
export async function readPreparation(ctx: Context, meeting: Meeting) {
  const others = await listOthers(ctx, meeting.id)
  const among = others.map(({ id }) => id)
  const participants = await listParticipants(ctx, meeting)
  const owed = among.length > 0 ? await listCommitments(ctx, { among, side: 'debe', ...OPEN }) : []
  const received = among.length > 0 ? await listCommitments(ctx, { among, side: 'recibe', ...OPEN }) : []
  const ending = among.length > 0 ? await listAgreements(ctx, { among, ...ENDING, sort: 'vigencia' }) : []
  const standing = among.length > 0 ? await listAgreements(ctx, { among, ...STANDING, sort: 'vigencia' }) : []
  const past = await listPast(ctx, meeting, among)
  const position_ids = [...participants.map(({ position_id }) => position_id), ...owed.map(({ responsible_position_id }) => responsible_position_id)]
  const posts = await listTenuresUntil(ctx, [...new Set(position_ids.filter((id) => id !== null))], startDay(meeting))
  const vacancies = vacanciesOf(posts, startDay(meeting))
  return {
    others,
    participants,
    /** The last day on which each institution was met with before this meeting. */
    lastDays: await listLastDays(ctx, meeting, among),
    vacancies,
    figures: await countFigures(ctx, among),
    owed,
    received,
    ending,
    standing: standing.filter(({ id }) => ending.every((one) => one.id !== id)),
    past,
    remarks: await listSensitive(ctx, {
      meeting_ids: [meeting.id, ...past.map(({ id }) => id)],
      person_ids: participants.flatMap(({ person_id, tenure }) => tenure?.person_id ?? person_id ?? []),
      institution_ids: among,
    }),
    questions: questionsOf({ promises: owed, ending, vacant: new Set(vacancies.keys()) }, today(ctx)),
  }
}

/** Posts that somebody held once and nobody holds on that day, with whoever was the last. */
function vacanciesOf(posts: Tenure[], day: string): Map<string, Tenure> {
  const held = new Set(posts.filter((tenure) => isCurrent(tenure, day)).map(({ position_id }) => position_id))
  return new Map(posts.filter(({ position_id }) => !held.has(position_id)).toReversed().map((tenure) => [tenure.position_id, tenure]))
}

/** Meetings held with any of these before this one. */
const heldBefore = (ctx: Context, { id, starts_at }: Meeting, among: string[]) =>
  visibleMeetings(ctx)
    .where('meetings.state', 'in', ['held', 'closed'])
    .where('meetings.starts_at', '<', starts_at)
    .where('meetings.id', '<>', id)
    .innerJoin('participants as guest', 'guest.meeting_id', 'meetings.id')
    .where('guest.institution_id', 'in', among)

async function listLastDays(ctx: Context, meeting: Meeting, among: string[]): Promise<Map<string, string>> {
  if (among.length === 0) return new Map()
  const rows = await heldBefore(ctx, meeting, among)
    .select((eb) => ['guest.institution_id', eb.fn.max(eb.fn.coalesce('meetings.start_local', 'meetings.from_on')).as('last')])
    .groupBy('guest.institution_id')
    .execute()
  return new Map(rows.map(({ institution_id, last }) => [institution_id ?? '', (last ?? '').slice(0, 10)]))
}

/** The last meetings with any of them, the latest first, with what came out of each. Six queries. */
async function listPast(ctx: Context, meeting: Meeting, among: string[]) {
  if (among.length === 0) return []
  const meetings = await heldBefore(ctx, meeting, among)
    .select(['meetings.id', 'meetings.folio', 'meetings.title', 'meetings.start_local', 'meetings.from_on', 'meetings.starts_at'])
    .distinct()
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id', 'desc')
    .limit(PAST)
    .execute()
  const meeting_ids = meetings.map(({ id }) => id)
  const agreements = await listAgreementsOf(ctx, meeting_ids)
  const commitments = await listCommitmentsUnder(ctx, { agreement_ids: agreements.map(({ id }) => id), meeting_ids })
  return meetings.map((past) => {
    const agreed = agreements.filter(({ meeting_id }) => meeting_id === past.id)
    return {
      ...past,
      agreements: agreed,
      commitments: commitments.filter(({ meeting_id, agreement_id }) => meeting_id === past.id || agreed.some(({ id }) => id === agreement_id)),
    }
  })
}
