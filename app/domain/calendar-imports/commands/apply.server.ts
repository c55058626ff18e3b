import { setImmediate as letOthersIn } from 'node:timers/promises'

import { record } from '#app/domain/activity/commands.server.ts'
import { listOwnersByEmail } from '#app/domain/contact-points/queries/owners.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findTargets } from '#app/domain/meetings/queries/participants.server.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, NotFound, permit } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canImport } from '../policy.ts'
import { findImport, listEntries, type ImportEntry, type Kept } from '../queries.server.ts'
import { keyOf, listKnown, type Known } from '../queries/known.server.ts'
import { outcomeOf } from '../rules/outcome.server.ts'
import { isOffered, shownOf } from '../rules/selection.ts'
import { remember, writeEntry } from './entry.server.ts'

export type Decision = {
  /** Positions of the entries that were chosen, among those shown. */
  picked: Set<number>
  /** Whether the new ones that did not fit on the page come too. */
  rest: boolean
  /** For entries that bring no zone. */
  zone: string | null
}

const BATCH = 10

/**
 * Writes what was chosen, some entries to a transaction, and others are served in between; asked again, it goes on where
 * it was. What is new and was not chosen is remembered as discarded. Answers false, and writes nothing, when a zone is
 * needed and nobody has said it.
 */
export async function applyImport(ctx: Context, id: string, decision: Decision): Promise<boolean> {
  permit(canImport(ctx.viewer))
  const asked = found(await findImport(ctx, id))
  if (asked.applied_at) return true
  const entries = await listEntries(ctx, id)
  const shown = new Set(shownOf(entries).map(({ position }) => position))
  const isChosen = ({ position, outcome }: ImportEntry) => (shown.has(position) ? decision.picked.has(position) : decision.rest && outcome === 'created')
  const open = entries.filter((entry) => entry.facts && isOffered(entry) && !entry.done)
  if (!decision.zone && open.some((entry) => isChosen(entry) && needsZone(entry))) return false

  // A series comes before the dates of it that were moved.
  const ordered = open.toSorted((a, b) => Number(Boolean(a.source_recurrence)) - Number(Boolean(b.source_recurrence)) || a.position - b.position)
  const zone = decision.zone ?? ctx.viewer.zone
  for (let at = 0; at < ordered.length; at += BATCH) {
    await applySafely(ctx, ordered.slice(at, at + BATCH), { import_id: id, zone, isChosen })
    // SQLite answers at once and never lets go: without this nobody else would be served until the last entry.
    await letOthersIn()
  }
  await atomically(ctx, (ctx) => finish(ctx, id, asked.name))
  return true
}

const needsZone = ({ facts }: Pick<ImportEntry, 'facts'>) => Boolean(facts && !facts.zone)

type Batch = { import_id: string; zone: string; isChosen: (entry: ImportEntry) => boolean }

/** What refuses to be written is left and said; the others of its batch are written all the same. */
async function applySafely(ctx: Context, entries: ImportEntry[], batch: Batch) {
  try {
    await atomically(ctx, (ctx) => applyBatch(ctx, entries, batch))
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof NotFound)) throw error
    const [only, ...others] = entries
    if (others.length > 0) for (const entry of entries) await applySafely(ctx, [entry], batch)
    else await atomically(ctx, (ctx) => mark(ctx, batch.import_id, only!.position, { done: 'left', reason: error.message }))
  }
}

type Mark = { done: 'created' | 'changed' | 'discarded' | 'left'; reason?: string; meeting_id?: string | null; replaced?: string | null; entry?: string }

const mark = ({ db }: Context, import_id: string, position: number, set: Mark) =>
  db.updateTable('calendar_import_entries').set(set).where('import_id', '=', import_id).where('position', '=', position).execute()

async function applyBatch(ctx: Context, entries: ImportEntry[], { import_id, zone, isChosen }: Batch) {
  const open = await stillOpen(ctx, import_id, entries)
  const known = await listKnown(ctx, open.map(({ source_uid }) => source_uid))
  const guests = await guestsOf(ctx, open)
  for (const entry of open) {
    const before = known.get(keyOf(entry))
    const set = isChosen(entry)
      ? await writeChosen(ctx, entry, before, { import_id, zone, participants: guests(entry) })
      : await leave(ctx, entry, { import_id, zone })
    // Addresses of whoever is in no directory have served their purpose.
    const kept: Kept = { sequence: entry.sequence, facts: entry.facts && { ...entry.facts, people: [] }, notes: entry.notes }
    await mark(ctx, import_id, entry.position, { ...set, entry: JSON.stringify(kept) })
  }
}

/** Two windows may confirm at once: what the other one did is done. */
async function stillOpen({ db }: Context, import_id: string, entries: ImportEntry[]) {
  const rows = await db
    .selectFrom('calendar_import_entries')
    .innerJoin('calendar_imports', 'calendar_imports.id', 'calendar_import_entries.import_id')
    .select('position')
    .where('import_id', '=', import_id)
    .where('applied_at', 'is', null)
    .where('done', 'is', null)
    .where('position', 'in', entries.map(({ position }) => position))
    .execute()
  const open = new Set(rows.map(({ position }) => position))
  return entries.filter(({ position }) => open.has(position))
}

/** Somebody may have imported the same file, or held the meeting, since this one was read. */
async function writeChosen(ctx: Context, entry: ImportEntry, known: Known | undefined, asked: Parameters<typeof writeEntry>[3]) {
  const now = outcomeOf({ sequence: entry.sequence, facts: found(entry.facts) }, known)
  if (!isOffered(now)) return { done: 'left' as const, reason: now.reason ?? 'Otra persona lo importó entretanto.' }
  const { replaced, ...done } = await writeEntry(ctx, entry, known, asked)
  return { ...done, replaced: replaced && JSON.stringify(replaced) }
}

async function leave(ctx: Context, entry: ImportEntry, asked: { import_id: string; zone: string }) {
  if (entry.outcome !== 'created') return { done: 'left' as const }
  await remember(ctx, entry, asked, { meeting_id: null, series_id: null, discarded: true })
  return { done: 'discarded' as const }
}

/** Who of the directory is asked to each entry. Whoever is not in it becomes nobody. */
async function guestsOf(ctx: Context, entries: ImportEntry[]) {
  const owners = await listOwnersByEmail(ctx, entries.flatMap(({ facts }) => facts?.people ?? []))
  const inputs = new Map<string, ParticipantInput>([...owners].map(([email, { type, id }]) => [email, { [`${type}_id`]: id }]))
  const targets = await findTargets(ctx, [...inputs.values()])
  const known = new Set([...inputs.values()].filter((_, at) => targets[at]))
  return ({ facts }: ImportEntry) => (facts?.people ?? []).flatMap((email) => {
    const input = inputs.get(email)
    return input && known.has(input) ? [input] : []
  })
}

async function finish(ctx: Context, id: string, name: string) {
  const { numUpdatedRows } = await ctx.db.updateTable('calendar_imports').set({ applied_at: ctx.now.toISOString() })
    .where('id', '=', id).where('applied_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await ctx.db.updateTable('calendar_import_entries').set({ entry: null }).where('import_id', '=', id).where('done', 'is', null).execute()
  await holdPast(ctx, id)
  const rows = await ctx.db.selectFrom('calendar_import_entries').select(['outcome', 'done']).where('import_id', '=', id).execute()
  const count = (done: string) => rows.filter((row) => row.done === done).length
  const detail = { name, created: count('created'), changed: count('changed'), total: rows.length }
  await record(ctx, 'calendar.imported', { type: 'calendar_import', id }, detail)
}

/** The past dates of the series it made were held, as every past meeting of a file; those that were here keep their own. */
async function holdPast(ctx: Context, import_id: string) {
  const past = await ctx.db
    .selectFrom('meetings')
    .innerJoin('meeting_sources as source', 'source.series_id', 'meetings.series_id')
    .innerJoin('calendar_import_entries as entry', (join) =>
      join.onRef('entry.source_uid', '=', 'source.source_uid').onRef('entry.source_recurrence', '=', 'source.source_recurrence'),
    )
    .select('meetings.id')
    .where('source.import_id', '=', import_id)
    .where('entry.import_id', '=', import_id)
    .where('entry.done', '=', 'created')
    .where('meetings.state', '=', 'called')
    .where('meetings.ends_at', '<', ctx.now.toISOString())
    .execute()
  for (const { id } of past) await changeState(ctx, id, 'held')
}
