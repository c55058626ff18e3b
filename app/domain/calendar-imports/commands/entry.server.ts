import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import { isPossible, type Local } from '#app/domain/meetings/rules/times.ts'
import { createSeries } from '#app/domain/series/commands/create.server.ts'
import { isSteady, problemOf } from '#app/domain/series/rules/dates.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

import type { ImportEntry } from '../queries.server.ts'
import type { Known } from '../queries/known.server.ts'
import { contentOf, hashOf } from '../rules/content.server.ts'
import { onDate, settled } from '../rules/times.server.ts'
import { overwriteSeries } from './series.server.ts'
import { CANCELLED, overwrite, textsOf, writeMeeting, type Replaced } from './write.server.ts'

export type Asked = { import_id: string; zone: string; participants: ParticipantInput[] }
type Done = { done: 'created' | 'changed' | 'left'; meeting_id: string | null; replaced: Replaced | 'series' | null }

const LEFT: Done = { done: 'left', meeting_id: null, replaced: null }

/** Does what an entry asks for; an hour that cannot be is left, and loses nothing else. */
export async function writeEntry(ctx: Context, entry: ImportEntry, known: Known | undefined, asked: Asked): Promise<Done> {
  const facts = found(entry.facts)
  const when = settled(facts, asked.zone)
  if (!isPossible(when)) return LEFT
  const existing = known?.meeting ?? (entry.source_recurrence ? await findDate(ctx, entry) : undefined)
  if (existing) return writeOver(ctx, entry, existing, known, when, asked)
  if (known?.series && !known.discarded_at) {
    const series_id = await overwriteSeries(ctx, known.series, facts, when)
    await remember(ctx, entry, asked, { meeting_id: null, series_id })
    return { done: 'changed', meeting_id: null, replaced: 'series' }
  }

  const made = facts.repeats
    ? ((await writeSeries(ctx, facts, when, asked)) ?? { series_id: null, meeting_id: await writeDates(ctx, entry, when, asked) })
    : { series_id: null, meeting_id: await writeMeeting(ctx, facts, when, asked.participants) }
  await remember(ctx, entry, asked, { series_id: made.series_id, meeting_id: facts.repeats ? null : made.meeting_id })
  return { done: 'created', meeting_id: made.meeting_id, replaced: null }
}

async function writeOver(ctx: Context, entry: ImportEntry, meeting: Meeting, known: Known | undefined, when: Local, asked: Asked): Promise<Done> {
  const facts = found(entry.facts)
  const before = await overwrite(ctx, meeting, facts, when, asked.participants)
  await remember(ctx, entry, asked, { meeting_id: meeting.id, series_id: null })
  const replaced = { ...before, sequence: known?.sequence ?? 0, content_hash: known?.content_hash ?? '' }
  return { done: known ? 'changed' : 'created', meeting_id: meeting.id, replaced }
}

/** The date of one of our series that an exception of the file speaks of. */
async function findDate(ctx: Context, { source_uid, source_recurrence }: ImportEntry): Promise<Meeting | undefined> {
  const date = await ctx.db
    .selectFrom('meeting_sources')
    .innerJoin('meetings', 'meetings.series_id', 'meeting_sources.series_id')
    .select('meetings.id')
    .where('meeting_sources.source_uid', '=', source_uid)
    .where('meeting_sources.source_recurrence', '=', '')
    .where('meetings.series_local', '=', source_recurrence)
    .executeTakeFirst()
  return date && findMeeting(ctx, date.id)
}

/** Undefined when the rule cannot be a series of ours. Its past dates are held at the end, once all were moved. */
async function writeSeries(ctx: Context, facts: EntryFacts, when: Local, { participants }: Asked) {
  const { repeats, cancelled } = facts
  const { start_local, end_local, zone } = when
  if (!repeats?.keeps || !start_local || !end_local) return undefined
  const times = { rule: repeats.rule, start_local, end_local, zone, last_on: repeats.last_on }
  if (problemOf(times) || !isSteady(start_local, end_local, zone)) return undefined
  const { id, meetings } = await createSeries(ctx, { ...textsOf(facts), ...times, holidays: 'keep', removed: repeats.removed, participants })
  if (cancelled) for (const meeting of meetings) await changeState(ctx, meeting.id, 'cancelled', CANCELLED)
  return { series_id: id, meeting_id: meetings[0]?.id ?? null }
}

/** Every date as a meeting of its own; answers the first. */
async function writeDates(ctx: Context, entry: ImportEntry, when: Local, asked: Asked): Promise<string | null> {
  const facts = found(entry.facts)
  let first: string | null = null
  for (const local of facts.repeats?.dates ?? []) {
    const on = onDate(when, local)
    if (!isPossible(on)) continue
    const meeting_id = await writeMeeting(ctx, { ...facts, repeats: null }, on, asked.participants)
    await remember(ctx, { ...entry, source_recurrence: local, facts: { ...facts, repeats: null } }, asked, { meeting_id, series_id: null })
    first ??= meeting_id
  }
  return first
}

/** Where a meeting came from: the key by which the same entry is known the next time. */
export async function remember(
  ctx: Context,
  { source_uid, source_recurrence, sequence, facts }: Pick<ImportEntry, 'source_uid' | 'source_recurrence' | 'sequence' | 'facts'>,
  { import_id, zone }: Pick<Asked, 'import_id' | 'zone'>,
  { meeting_id, series_id, discarded = false }: { meeting_id: string | null; series_id: string | null; discarded?: boolean },
) {
  const at = ctx.now.toISOString()
  const row = {
    meeting_id, series_id, import_id, sequence,
    content_hash: hashOf(contentOf(found(facts), zone)),
    imported_at: at,
    imported_by: ctx.viewer.id,
    discarded_at: discarded ? at : null,
  }
  await ctx.db
    .insertInto('meeting_sources')
    .values({ source_uid, source_recurrence, ...row })
    .onConflict((conflict) => conflict.columns(['source_uid', 'source_recurrence']).doUpdateSet(row))
    .execute()
}
