import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Audience } from '../terms.ts'

export type NewEntry = {
  kind: 'note' | 'decision' | 'agreement' | 'commitment'
  /** Said before it is written, and never changed. */
  audience: Audience
  text: string
  agenda_item_id?: string | null
  /** The version of the minutes it belongs to. */
  minutes_number?: number
  /** What it registers. */
  folios?: string[]
  /** Its place among the lines; after the last one when left out. */
  sort?: number
}

/** The place of the last line of a meeting; 0 when it has none. */
export async function lastPlace({ db }: Context, meeting_id: string): Promise<number> {
  const { last } = await db
    .selectFrom('minutes_entries')
    .select((eb) => eb.fn.max<number | null>('sort').as('last'))
    .where('meeting_id', '=', meeting_id)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/**
 * Writes a line of the minutes after the ones there are. What is internal goes to a column that nothing outward reads.
 * Call it inside the transaction of a command that has asked its policy.
 */
export async function insertEntry(
  ctx: Context,
  meeting_id: string,
  { kind, audience, text, agenda_item_id = null, minutes_number = 1, folios = [], sort }: NewEntry,
): Promise<string> {
  const { db, viewer, now } = ctx
  if (agenda_item_id) {
    found(await db.selectFrom('agenda_items').select('id').where('id', '=', agenda_item_id).where('meeting_id', '=', meeting_id).executeTakeFirst())
  }
  const id = newId(now.getTime())
  await db
    .insertInto('minutes_entries')
    .values({
      id,
      meeting_id,
      agenda_item_id,
      sort: sort ?? (await lastPlace(ctx, meeting_id)) + 1,
      kind,
      audience,
      shared_text: audience === 'shared' ? text : null,
      internal_text: audience === 'internal' ? text : null,
      minutes_number,
      folios: folios.join(' '),
      created_at: now.toISOString(),
      created_by: viewer.id,
    })
    .execute()
  return id
}
