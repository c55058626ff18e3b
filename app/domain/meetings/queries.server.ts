import { institutionSeen, type Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'
import type { Slice } from '#app/lib/slice.ts'

import { between, hasParticipant, inView, matching, readMeetingFilter, type MeetingFilter } from './queries/filter.server.ts'
import { meetingViews, type MeetingKind, type MeetingState, type MeetingView, type Modality } from './terms.ts'

export { readMeetingFilter, type MeetingFilter }

export const PAGE_SIZE = 50

/**
 * Everything the viewer may see; a leader, the meetings in which their institution takes part, drafts left out.
 * Every read below starts here.
 */
export function visibleMeetings({ db, viewer }: Context) {
  return db
    .selectFrom('meetings')
    .$if(!ofNetwork(viewer.role), (query) =>
      query.where('meetings.state', '<>', 'draft').where(hasParticipant(institutionSeen(viewer))),
    )
}

const withNames = (ctx: Context, meetings = visibleMeetings(ctx)) =>
  meetings
    .innerJoin('users as owner', 'owner.id', 'meetings.owner_id')
    .leftJoin('users as editor', 'editor.id', 'meetings.updated_by')
    .leftJoin('institutions as organiser', 'organiser.id', 'meetings.organiser_id')
    .leftJoin('communes', 'communes.cut', 'meetings.commune_cut')
    // A date of a rule prints what its series does; one outside the rule has its own number.
    .leftJoin('meeting_series as series', (join) =>
      join.onRef('series.id', '=', 'meetings.series_id').on('meetings.series_local', 'is not', null),
    )
    .select((eb) => [
      eb.fn.coalesce('series.uid', 'meetings.uid').as('uid'),
      eb.fn.coalesce('series.sequence', 'meetings.sequence').as('sequence'),
      // A date is asked about by itself or with its whole series, whichever came last.
      eb.case().when('series.asked_sequence', '>', eb.fn.coalesce('meetings.asked_sequence', eb.lit(-1))).then(eb.ref('series.asked_sequence'))
        .else(eb.fn.coalesce('meetings.asked_sequence', 'series.asked_sequence')).end().as('asked_sequence'),
      eb.fn.coalesce('series.shows_guests', 'meetings.shows_guests').as('shows_guests'),
      eb.case().when('series.changed_at', '>', eb.ref('meetings.changed_at')).then(eb.ref('series.changed_at').$notNull()).else(eb.ref('meetings.changed_at')).end().as('changed_at'),
    ])
    .select([
      'meetings.id', 'meetings.folio', 'meetings.title', 'meetings.kind', 'meetings.state', 'meetings.start_local',
      'meetings.end_local', 'meetings.zone', 'meetings.repeated_hour', 'meetings.from_on', 'meetings.until_on',
      'meetings.starts_at', 'meetings.ends_at', 'meetings.modality', 'meetings.place', 'meetings.commune_cut',
      'meetings.link', 'meetings.description', 'meetings.organiser_id', 'meetings.owner_id', 'meetings.reserved',
      'meetings.state_reason', 'meetings.logged_late', 'meetings.series_id', 'meetings.series_local', 'series.zone as series_zone',
      'meetings.version', 'meetings.created_at', 'meetings.updated_at', 'meetings.updated_by', 'owner.name as owner_name',
      'owner.email as owner_email', 'owner.role as owner_role', 'owner.disabled_at as owner_disabled_at',
      'editor.name as editor_name', 'organiser.short_name as organiser_name', 'communes.name as commune_name',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>
/** `uid`, `sequence` and `changed_at` are those that calendars and invitations print: see `printedIdentity` in rules.ts. */
export type Meeting = Omit<Row, 'kind' | 'state' | 'modality'> & { kind: MeetingKind; state: MeetingState; modality: Modality }

/** `kind` is a key of the list in terms.ts: forms write no other. */
const asMeeting = (row: Row) => row as Meeting

/** One meeting, by its folio or its id. */
export async function findMeeting(ctx: Context, folioOrId: string): Promise<Meeting | undefined> {
  const row = await withNames(ctx)
    .where((eb) => eb.or([eb('meetings.folio', '=', folioOrId.toUpperCase()), eb('meetings.id', '=', folioOrId)]))
    .executeTakeFirst()
  return row && asMeeting(row)
}

/** Several at once, by id. One query for each 500. */
export async function listMeetingsById(ctx: Context, ids: string[]): Promise<Map<string, Meeting>> {
  const found = new Map<string, Meeting>()
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await withNames(ctx).where('meetings.id', 'in', ids.slice(at, at + 500)).execute()
    for (const row of rows) found.set(row.id, asMeeting(row))
  }
  return found
}

/** Every match, by its day unless another order is chosen; `latest` says which end of the days comes first then. */
function ordered(ctx: Context, filter: MeetingFilter, latest: boolean) {
  const direction = (filter.sort ? filter.descending : latest) ? 'desc' : 'asc'
  return visibleMeetings(ctx)
    .where(matching(ctx, filter))
    .$if(filter.sort === 'reunion', (query) => query.orderBy('meetings.search_text', direction))
    .orderBy('meetings.starts_at', filter.sort === 'reunion' ? 'desc' : direction)
    .orderBy('meetings.id')
}

/** One page of 50: what comes next in «Próximas», the latest first elsewhere, unless another order is chosen. One query. */
export async function listMeetings(ctx: Context, filter: MeetingFilter = { page: 1 }): Promise<Meeting[]> {
  const rows = await withNames(ctx, ordered(ctx, filter, filter.view !== 'proximas'))
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return rows.map(asMeeting)
}

/** Every match that touches the local days from `from` until `until` (excluded), in order. One query. */
export async function listMeetingsIn(ctx: Context, filter: MeetingFilter, from: string, until: string): Promise<Meeting[]> {
  const rows = await withNames(ctx)
    .where(matching(ctx, filter))
    .where(between(from, until))
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .execute()
  return rows.map(asMeeting)
}

/** Every match among the dates of these series, whatever their day, in the order of their rules. One query. */
export async function listDatesOf(ctx: Context, filter: MeetingFilter, series_ids: string[]): Promise<Meeting[]> {
  if (series_ids.length === 0) return []
  const rows = await withNames(ctx)
    .where(matching(ctx, filter))
    .where('meetings.series_id', 'in', series_ids)
    .orderBy((eb) => eb.fn.coalesce('meetings.series_local', 'meetings.start_local'))
    .orderBy('meetings.id')
    .execute()
  return rows.map(asMeeting)
}

/** The ids of every match, the earliest first unless another order is chosen: for exports. */
export async function listMeetingIds(ctx: Context, filter: MeetingFilter): Promise<string[]> {
  const rows = await ordered(ctx, filter, false).select('meetings.id').execute()
  return rows.map(({ id }) => id)
}

/** Every match after the one with this id, in the order of their ids: for programs. */
export async function listMeetingsAfter(ctx: Context, filter: MeetingFilter, { after, limit, since }: Slice): Promise<Meeting[]> {
  const rows = await withNames(ctx)
    .where(matching(ctx, filter))
    .where('meetings.id', '>', after)
    .$if(since !== undefined, (query) => query.where('meetings.updated_at', '>=', since!))
    .orderBy('meetings.id')
    .limit(limit)
    .execute()
  return rows.map(asMeeting)
}

export async function countMeetings(ctx: Context, filter: MeetingFilter): Promise<number> {
  const { total } = await visibleMeetings(ctx)
    .where(matching(ctx, filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** How many meetings each tab holds under the rest of the filter. One query. */
export async function countViews(ctx: Context, filter: MeetingFilter): Promise<Record<MeetingView, number>> {
  const views = Object.keys(meetingViews) as MeetingView[]
  const row = await visibleMeetings(ctx)
    .where(matching(ctx, { ...filter, view: undefined }))
    .select((eb) => views.map((view) => eb.fn.sum<number>(eb.case().when(inView(ctx, view)).then(1).else(0).end()).as(view)))
    .executeTakeFirst()
  const counts = row as Record<string, number | null> | undefined
  return Object.fromEntries(views.map((view) => [view, Number(counts?.[view] ?? 0)])) as Record<MeetingView, number>
}

export type Outcomes = { institutions: string[]; agreements: number; open_commitments: number }

/**
 * Who takes part in these meetings and what came out of them. Three queries. For pages of the network: the counts
 * tell of every commitment.
 */
export async function listOutcomes({ db }: Context, meeting_ids: string[]): Promise<Map<string, Outcomes>> {
  if (meeting_ids.length === 0) return new Map()
  const names = await db
    .selectFrom('participants')
    .innerJoin('institutions', 'institutions.id', 'participants.institution_id')
    .select((eb) => ['participants.meeting_id', 'institutions.short_name', eb.fn.min<number>('participants.sort').as('place')])
    .where('participants.meeting_id', 'in', meeting_ids)
    .groupBy(['participants.meeting_id', 'institutions.id', 'institutions.short_name'])
    .orderBy('place')
    .orderBy('institutions.id')
    .execute()
  const agreements = await db
    .selectFrom('agreements')
    .select((eb) => ['meeting_id', eb.fn.countAll<number>().as('total')])
    .where('meeting_id', 'in', meeting_ids)
    .groupBy('meeting_id')
    .execute()
  const open = await db
    .selectFrom('commitments')
    .select((eb) => ['meeting_id', eb.fn.countAll<number>().as('total')])
    .where('meeting_id', 'in', meeting_ids)
    .where('closed_on', 'is', null)
    .groupBy('meeting_id')
    .execute()
  const count = (rows: { meeting_id: string | null; total: number }[], id: string) =>
    Number(rows.find(({ meeting_id }) => meeting_id === id)?.total ?? 0)
  return new Map(
    meeting_ids.map((id) => [
      id,
      {
        institutions: names.filter(({ meeting_id }) => meeting_id === id).map(({ short_name }) => short_name),
        agreements: count(agreements, id),
        open_commitments: count(open, id),
      },
    ]),
  )
}
