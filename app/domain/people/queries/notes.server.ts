import type { Context } from '#app/lib/context.server.ts'

import { canReadNotes } from '../policy.ts'

/** The remarks of the team about a person, newest first; nothing for whoever may not read them. The caller found the person. */
export async function listNotes({ db, viewer }: Context, person_id: string) {
  if (!canReadNotes(viewer)) return []
  return db
    .selectFrom('internal_notes')
    .innerJoin('users as author', 'author.id', 'internal_notes.created_by')
    .select(['internal_notes.id', 'internal_notes.internal_text', 'internal_notes.created_at', 'author.name as author_name'])
    .where('internal_notes.subject_type', '=', 'person')
    .where('internal_notes.subject_id', '=', person_id)
    .orderBy('internal_notes.created_at', 'desc')
    .orderBy('internal_notes.id', 'desc')
    .execute()
}
