import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { isScheduled, shownName } from '#app/domain/tenures/rules.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { listInvitations } from '../queries.server.ts'

/** Mail went to whoever holds a post today, and by the day of the meeting another does. */
export type Overtaken = { participant_id: string; invited: string; holder: string; since_on: string }

/**
 * Guests asked for a post that changes hands between today and the meeting, to whose holder of today mail has gone. On the
 * day of the change the notices offer to tell both. No query unless a change is due; then two, and one for each guest.
 */
export async function listOvertaken(ctx: Context, meeting: Meeting, guests: Participant[]): Promise<Overtaken[]> {
  const due = guests.filter(({ position_id, tenure }) => position_id !== null && tenure !== null && isScheduled(tenure, today(ctx)))
  if (due.length === 0 || !isPlanned(meeting)) return []
  const invitations = await listInvitations(ctx, meeting)
  const found: Overtaken[] = []
  for (const { id, position_id, tenure } of due) {
    const told = invitations.find((one) => one.position_id === position_id && one.person_id !== null && one.person_id !== tenure!.person_id)
    const holder = told && (await listTenuresOf(ctx, position_id!)).find((one) => one.person_id === tenure!.person_id && one.starts_on === tenure!.starts_on)
    if (told && holder) found.push({ participant_id: id, invited: told.name, holder: shownName(holder), since_on: holder.starts_on })
  }
  return found
}
