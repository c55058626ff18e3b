import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canWriteNotes } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { takesNotes } from '../rules.ts'
import type { Audience } from '../terms.ts'

export type NewNote = {
  kind: 'note' | 'decision'
  audience: Audience
  text: string
  agenda_item_id?: string | null
}

/** Adds a line to the minutes while they are open. Its audience is said before it is written and never changes. */
export async function addNote(ctx: Context, folioOrId: string, input: NewNote): Promise<string> {
  return atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canWriteNotes(ctx.viewer))
    if (!takesNotes(meeting)) throw new Conflict('Las notas se escriben mientras la reunión está en curso o realizada, antes de cerrar el acta.')

    const id = await insertEntry(ctx, meeting.id, input)
    await record(ctx, 'minutes.written', { type: 'meeting', id: meeting.id }, { folio: meeting.folio, title: meeting.title })
    return id
  })
}

/** Writes a line after the ones there are. What is internal goes to a column that nothing outward reads. */
export async function insertEntry(
  { db, viewer, now }: Context,
  meeting_id: string,
  { kind, audience, text, agenda_item_id = null }: Omit<NewNote, 'kind'> & { kind: NewNote['kind'] | 'agreement' | 'commitment' },
): Promise<string> {
  if (agenda_item_id) {
    found(await db.selectFrom('agenda_items').select('id').where('id', '=', agenda_item_id).where('meeting_id', '=', meeting_id).executeTakeFirst())
  }
  const { last } = await db
    .selectFrom('minutes_entries')
    .select((eb) => eb.fn.max<number | null>('sort').as('last'))
    .where('meeting_id', '=', meeting_id)
    .executeTakeFirstOrThrow()
  const id = newId(now.getTime())
  await db
    .insertInto('minutes_entries')
    .values({
      id,
      meeting_id,
      agenda_item_id,
      sort: (last ?? 0) + 1,
      kind,
      audience,
      shared_text: audience === 'shared' ? text : null,
      internal_text: audience === 'internal' ? text : null,
      created_at: now.toISOString(),
      created_by: viewer.id,
    })
    .execute()
  return id
}
