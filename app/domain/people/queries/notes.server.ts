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

const CHUNK = 200

/** Of these people, those about whom somebody has written a remark: no key of the database holds them for it. */
export async function listNoted({ db }: Pick<Context, 'db'>, ids: string[]): Promise<Set<string>> {
  const noted = new Set<string>()
  for (let at = 0; at < ids.length; at += CHUNK) {
    const rows = await db.selectFrom('internal_notes').select('subject_id').where('subject_type', '=', 'person').where('subject_id', 'in', ids.slice(at, at + CHUNK)).execute()
    for (const { subject_id } of rows) noted.add(subject_id)
  }
  return noted
}
