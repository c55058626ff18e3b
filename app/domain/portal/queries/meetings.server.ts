import { expressionBuilder } from 'kysely'

import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { MeetingKind, MeetingState } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { PAGE_SIZE } from './commitments.server.ts'

const eb = expressionBuilder<Database, 'meetings'>()

const shared = (ctx: Context) =>
  visibleMeetings(ctx)
    .leftJoin('communes', 'communes.cut', 'meetings.commune_cut')
    .select([
      'meetings.id', 'meetings.folio', 'meetings.title', 'meetings.kind', 'meetings.state', 'meetings.start_local',
      'meetings.end_local', 'meetings.from_on', 'meetings.until_on', 'meetings.zone', 'meetings.starts_at',
      'meetings.place', 'meetings.link', 'communes.name as commune_name',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof shared>['executeTakeFirstOrThrow']>>
/** `with` names the other institutions asked, in order. */
export type PortalMeeting = Omit<Row, 'kind' | 'state'> & { kind: MeetingKind; state: MeetingState; with: string[] }

const isAhead = ({ now }: Context) =>
  eb.or([
    eb('meetings.state', '=', 'in_progress'),
    eb.and([
      eb('meetings.ends_at', '>', now.toISOString()),
      eb('meetings.state', 'in', ['called', 'suspended', 'cancelled']),
    ]),
  ])

/** The next meeting that stands. Two queries. */
export async function findNextMeeting(ctx: Context): Promise<PortalMeeting | undefined> {
  const row = await shared(ctx)
    .where(isAhead(ctx))
    .where('meetings.state', 'in', ['called', 'in_progress'])
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .executeTakeFirst()
  return row && (await withGuests(ctx, [row]))[0]
}

/** Meetings to come, the next one first; suspended and cancelled ones until their hour. Two queries. */
export async function listAhead(ctx: Context): Promise<PortalMeeting[]> {
  const rows = await shared(ctx)
    .where(isAhead(ctx))
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .limit(PAGE_SIZE)
    .execute()
  return withGuests(ctx, rows)
}

/** Past meetings, the last one first; 50 a page and one more when there is another page. Two queries. */
export async function listPast(ctx: Context, page: number) {
  const rows = await shared(ctx)
    .where(eb.not(isAhead(ctx)))
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { meetings: await withGuests(ctx, rows.slice(0, PAGE_SIZE)), more: rows.length > PAGE_SIZE }
}

/** `kind` is a key of the list in terms.ts: forms write no other. */
async function withGuests({ db, viewer }: Context, rows: Row[]): Promise<PortalMeeting[]> {
  if (rows.length === 0) return []
  const guests = await db
    .selectFrom('participants')
    .innerJoin('institutions', 'institutions.id', 'participants.institution_id')
    .select((eb) => ['participants.meeting_id', 'institutions.short_name', eb.fn.min<number>('participants.sort').as('place')])
    .where('participants.meeting_id', 'in', rows.map(({ id }) => id))
    .where('participants.institution_id', '<>', viewer.institution_id ?? '')
    .groupBy(['participants.meeting_id', 'institutions.id', 'institutions.short_name'])
    .orderBy('place')
    .orderBy('institutions.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as MeetingKind,
    with: guests.filter(({ meeting_id }) => meeting_id === row.id).map(({ short_name }) => short_name),
  }))
}
