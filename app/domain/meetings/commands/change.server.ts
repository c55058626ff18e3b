import { record, type Detail, type Subject } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { touchSeries } from '#app/domain/series/commands/touch.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { searchText } from '#app/lib/text.ts'

import type { Meeting } from '../queries.server.ts'
import { touchOf, type Guests } from '../rules.ts'
import { meetingKinds, type MeetingKind } from '../terms.ts'
import { listConcerned } from './participants.server.ts'

type Changes = Partial<
  Pick<
    Meeting,
    | 'title' | 'state' | 'modality' | 'place' | 'commune_cut' | 'link' | 'description' | 'organiser_id' | 'owner_id'
    | 'reserved' | 'state_reason' | 'start_local' | 'end_local' | 'from_on' | 'until_on' | 'zone' | 'repeated_hour'
    | 'starts_at' | 'ends_at' | 'kind'
  >
>

type Change = {
  set?: Changes
  guests?: Guests
  action: Action
  detail?: Detail
  /** The version its author was looking at; left out by acts that overwrite nobody's text. */
  version?: number
}

/**
 * The one way to write on a meeting: the row, what calendars must notice, the activity, together. Answers false, and
 * writes nothing, when the version is no longer the one expected.
 */
export async function change(ctx: Context, meeting: Meeting, { set = {}, guests, action, detail, version }: Change): Promise<boolean> {
  const after = { ...meeting, ...set }
  const { rises, changed } = touchOf(meeting, after, guests)
  const at = ctx.now.toISOString()
  const expected = version ?? meeting.version
  const { numUpdatedRows } = await ctx.db
    .updateTable('meetings')
    .set({
      ...set,
      search_text: searchTextOf(after),
      // The numbers of a date of a series are those of the series: its own stay as they were.
      ...(rises && !meeting.series_local ? { sequence: meeting.sequence + 1 } : {}),
      ...(changed ? { changed_at: at } : {}),
      version: expected + 1,
      updated_at: at,
      updated_by: ctx.viewer.id,
    })
    .where('id', '=', meeting.id)
    .where('version', '=', expected)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false

  if (rises && meeting.series_id && meeting.series_local) await touchSeries(ctx, meeting.series_id)
  await bumpAgenda(ctx)
  await record(ctx, action, await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: after.title, ...detail })
  return true
}

/** The meeting and every institution that takes part in it. */
export async function subjectsOf(ctx: Context, meeting_id: string): Promise<Subject[]> {
  const institutions = await listConcerned(ctx, meeting_id)
  return [{ type: 'meeting', id: meeting_id }, ...institutions.map((id) => ({ type: 'institution' as const, id }))]
}

/** What a search finds a meeting by, besides whoever takes part. */
export const searchTextOf = ({ folio, title, place, kind }: { folio: string; title: string; place: string | null; kind: MeetingKind }) =>
  searchText(folio, title, place, meetingKinds[kind])
