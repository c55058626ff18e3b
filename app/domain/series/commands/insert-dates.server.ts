import { searchTextOf } from '#app/domain/meetings/commands/change.server.ts'
import { insertParticipants } from '#app/domain/meetings/commands/participants.server.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import { instantsOf } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { nextFolio } from '#app/lib/folios.server.ts'
import { meetingUid } from '#app/lib/ics.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Series } from '../queries.server.ts'
import type { PlannedDate } from '../queries/plan.server.ts'

/** Rows of one insert: engines take so many parameters and no more. */
const BATCH = 50

/** Who comes: as a form says it, or the same as to another date. */
export type Guests = ParticipantInput[] | { like: string }

/** A date that was made; `local` is the start that the rule gives it. */
export type Made = { id: string; folio: string; local: string }

/**
 * Writes the dates of a series that take place, each with its own folio, and remembers those that do not. A date whose
 * hour the clock skips or repeats belongs to the series, and is no date of its rule: calendars print it alone.
 * Called inside a transaction; answers the meetings in order.
 */
export async function insertDates(ctx: Context, series: Series, dates: PlannedDate[], guests: Guests): Promise<Made[]> {
  await insertRemovals(ctx, series.id, dates.flatMap(({ local, removed, shifted }) =>
    removed ? { local, why: removed, reason: null } : shifted ? { local, why: 'removed' as const, reason: 'Ese día cambia la hora' } : []))
  const made: (Made & { start_local: string; from_on: null })[] = []
  const rows = []
  for (const date of dates) {
    if (date.removed) continue
    const row = rowOf(ctx, series, date, await nextFolio(ctx, 'R'))
    made.push({ id: row.id, folio: row.folio, local: date.local, start_local: date.start_local, from_on: null })
    rows.push(row)
  }
  for (let at = 0; at < rows.length; at += BATCH) await ctx.db.insertInto('meetings').values(rows.slice(at, at + BATCH)).execute()
  await invite(ctx, made, guests)
  return made.map(({ id, folio, local }) => ({ id, folio, local }))
}

export async function insertRemovals({ db, now, viewer }: Context, series_id: string, gone: { local: string; why: 'holiday' | 'removed'; reason: string | null }[]) {
  if (gone.length === 0) return
  const stamps = { removed_at: now.toISOString(), removed_by: viewer.id }
  await db
    .insertInto('series_removals')
    .values(gone.map(({ local, why, reason }) => ({ series_id, series_local: local, why, reason, ...stamps })))
    .execute()
}

function rowOf({ now, viewer }: Context, series: Series, { local, start_local, end_local, shifted }: PlannedDate, folio: string) {
  const id = newId(now.getTime())
  const at = now.toISOString()
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, owner_id, reserved, shows_guests, zone } = series
  const when = { start_local, end_local, from_on: null, until_on: null, zone, repeated_hour: 0 as const }
  return {
    id, folio, title, kind, modality, place, commune_cut, link, description, organiser_id, owner_id, reserved, shows_guests,
    state: 'called' as const,
    ...when,
    ...instantsOf(when),
    series_id: series.id,
    series_local: shifted ? null : local,
    uid: meetingUid(id),
    changed_at: at,
    search_text: searchTextOf({ folio, title, place, kind }),
    created_at: at,
    created_by: viewer.id,
    updated_at: at,
    updated_by: viewer.id,
  }
}

/** Finds everybody in the directory once; the other dates copy the first. */
async function invite(ctx: Context, made: { id: string; start_local: string; from_on: null }[], guests: Guests) {
  const [first, ...others] = made
  if (!first) return
  const copies = 'like' in guests
  if (!copies) await insertParticipants(ctx, first, guests)
  const rows = await listToCopy(ctx, copies ? guests.like : first.id)
  const values = (copies ? made : others).flatMap(({ id: meeting_id }) => rows.map((row) => ({ id: newId(ctx.now.getTime()), meeting_id, ...row })))
  for (let at = 0; at < values.length; at += BATCH) await ctx.db.insertInto('participants').values(values.slice(at, at + BATCH)).execute()
}

async function listToCopy({ db }: Context, meeting_id: string) {
  const rows = await db
    .selectFrom('participants')
    .select(['institution_id', 'position_id', 'person_id', 'on_behalf_of_position_id', 'name_then', 'title_then', 'sort'])
    .where('meeting_id', '=', meeting_id)
    .where('invited', '=', 1)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  // What was written down of a day that passed is of that day; only whoever no directory knows keeps a name.
  return rows.map((row) => ({
    ...row,
    person_id: row.position_id ? null : row.person_id,
    name_then: row.position_id ?? row.person_id ? null : row.name_then,
    title_then: row.position_id ?? row.person_id ? null : row.title_then,
    invited: 1 as const,
    rsvp: 'pending' as const,
    attended: 'unknown' as const,
  }))
}
