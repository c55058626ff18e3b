import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import type { MeetingKind } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { ofNetwork } from '#app/lib/roles.ts'

/** The series of which the viewer may see some date; whoever is of the network, all. Every read below starts here. */
export function visibleSeries(ctx: Context) {
  return ctx.db
    .selectFrom('meeting_series')
    .$if(!ofNetwork(ctx.viewer.role), (query) =>
      query.where('meeting_series.id', 'in', visibleMeetings(ctx).where('meetings.series_id', 'is not', null).select('meetings.series_id')))
    .select([
      'meeting_series.id', 'meeting_series.uid', 'meeting_series.sequence', 'meeting_series.asked_sequence', 'meeting_series.changed_at', 'meeting_series.rule',
      'meeting_series.start_local', 'meeting_series.end_local', 'meeting_series.zone', 'meeting_series.last_on',
      'meeting_series.holidays', 'meeting_series.title', 'meeting_series.kind', 'meeting_series.modality', 'meeting_series.place',
      'meeting_series.commune_cut', 'meeting_series.link', 'meeting_series.description', 'meeting_series.organiser_id',
      'meeting_series.owner_id', 'meeting_series.reserved', 'meeting_series.shows_guests', 'meeting_series.continues_id',
      'meeting_series.version', 'meeting_series.created_at', 'meeting_series.updated_by',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof visibleSeries>['executeTakeFirstOrThrow']>>
export type Series = Omit<Row, 'kind'> & { kind: MeetingKind }

/** `kind` is a key of the list of meetings: forms write no other. */
const asSeries = (row: Row) => row as Series

export async function findSeries(ctx: Context, id: string): Promise<Series | undefined> {
  const row = await visibleSeries(ctx).where('meeting_series.id', '=', id).executeTakeFirst()
  return row && asSeries(row)
}

/** Several at once, by id. One query. */
export async function listSeries(ctx: Context, ids: string[]): Promise<Map<string, Series>> {
  if (ids.length === 0) return new Map()
  const rows = await visibleSeries(ctx).where('meeting_series.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, asSeries(row)]))
}

/** Every local start of the rule of these series, whether it takes place or not: rows and removals. Two queries. */
export async function listSlots({ db }: Context, ids: string[]): Promise<Map<string, string[]>> {
  const slots = new Map<string, string[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return slots
  const rows = await db.selectFrom('meetings').select(['series_id', 'series_local']).where('series_id', 'in', ids).where('series_local', 'is not', null).execute()
  const removals = await db.selectFrom('series_removals').select(['series_id', 'series_local']).where('series_id', 'in', ids).execute()
  for (const { series_id, series_local } of [...rows, ...removals]) slots.get(series_id!)?.push(series_local!)
  for (const starts of slots.values()) starts.sort()
  return slots
}
