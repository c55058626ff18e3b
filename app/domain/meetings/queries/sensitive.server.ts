import type { Context } from '#app/lib/context.server.ts'

import { canReadInternalNotes } from '../policy.ts'
import { isOfLatest } from './minutes.server.ts'

const MOST = 6

export type Remark = { id: string; text: string; about: string; author_name: string; created_at: string }

/**
 * Remarks for the team alone about these meetings, people and institutions, the latest first; nothing, and no query,
 * for whoever may not read them. Two queries. Never call it for anything that goes out.
 */
export async function listSensitive(
  { db, viewer }: Context,
  { meeting_ids, person_ids, institution_ids }: { meeting_ids: string[]; person_ids: string[]; institution_ids: string[] },
): Promise<Remark[]> {
  if (!canReadInternalNotes(viewer)) return []
  const entries = await db
    .selectFrom('minutes_entries as entry')
    .innerJoin('users as author', 'author.id', 'entry.created_by')
    .innerJoin('meetings', 'meetings.id', 'entry.meeting_id')
    .select(['entry.id', 'entry.internal_text as text', 'meetings.folio as about', 'author.name as author_name', 'entry.created_at'])
    .where('entry.meeting_id', 'in', meeting_ids)
    .where('entry.audience', '=', 'internal')
    .where(isOfLatest)
    .orderBy('entry.created_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(MOST)
    .execute()
  const notes = await db
    .selectFrom('internal_notes as note')
    .innerJoin('users as author', 'author.id', 'note.created_by')
    .select(['note.id', 'note.internal_text as text', 'note.subject_id as about', 'author.name as author_name', 'note.created_at'])
    .where((eb) =>
      eb.or([
        eb.and([eb('note.subject_type', '=', 'person'), eb('note.subject_id', 'in', ['', ...person_ids])]),
        eb.and([eb('note.subject_type', '=', 'institution'), eb('note.subject_id', 'in', ['', ...institution_ids])]),
      ]))
    .orderBy('note.created_at', 'desc')
    .orderBy('note.id', 'desc')
    .limit(MOST)
    .execute()
  return [...entries.map((entry) => ({ ...entry, text: entry.text ?? '' })), ...notes]
    .toSorted((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : a.id < b.id ? 1 : -1))
    .slice(0, MOST)
}
