import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { insertMeeting } from '#app/domain/meetings/commands/insert.server.ts'
import { addInstitutions, writeSnapshot } from '#app/domain/meetings/commands/participants.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { imagesOf, type RowImage } from '#app/lib/row-images.server.ts'

import type { MeetingValues } from '../rules/plan.ts'

type Made = { table: 'meetings' | 'participants'; id: string; after: RowImage }

/**
 * A meeting that was held, without minutes, with the institutions that were there; or those that one of ours lacked. Nobody
 * is told. Answers the records that it made.
 */
export async function writeHeld(ctx: Context, { existing, institution_ids, when, ...facts }: MeetingValues): Promise<Made[]> {
  const before = existing ? await listParticipantIds(ctx, existing) : []
  const id = existing ?? (await insertMeeting(ctx, { ...facts, when, modality: 'in_person', participants: [] }, { state: 'held', action: 'meeting.logged' })).id
  const meeting = found(await findMeeting(ctx, id))
  await addInstitutions(ctx, meeting, institution_ids)
  if (meeting.state === 'held') await writeSnapshot(ctx, meeting)
  if (existing) {
    await bumpAgenda(ctx)
    await record(ctx, 'meeting.edited', { type: 'meeting', id }, { title: meeting.title })
  }
  const added = (await listParticipantIds(ctx, id)).filter((one) => !before.includes(one))
  const meetings = existing ? new Map<string, RowImage>() : await imagesOf(ctx.db, 'meetings', [id])
  const participants = await imagesOf(ctx.db, 'participants', added)
  return [
    ...[...meetings].map(([id, after]) => ({ table: 'meetings' as const, id, after })),
    ...[...participants].map(([id, after]) => ({ table: 'participants' as const, id, after })),
  ]
}

async function listParticipantIds({ db }: Context, meeting_id: string): Promise<string[]> {
  const rows = await db.selectFrom('participants').select('id').where('meeting_id', '=', meeting_id).execute()
  return rows.map(({ id }) => id)
}
