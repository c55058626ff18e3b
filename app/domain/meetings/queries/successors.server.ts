import { nameOf } from '#app/domain/people/rules.ts'
import { listHoldersOn, listPostsOf } from '#app/domain/tenures/queries.server.ts'
import { isCurrent, shownName } from '#app/domain/tenures/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Meeting } from '../queries.server.ts'
import { isPlanned, startDay } from '../rules.ts'
import { listParticipants, type Participant } from './participants.server.ts'

/** A guest who is asked by name for a post that, on the day of the meeting, somebody else holds. */
export type Succession = {
  participant_id: string
  position_id: string
  title: string
  institution: string
  invited: string
  holder: string
  since_on: string
}

/**
 * Whom a meeting that is still to be held asks by name, though by its day another holds their post. Who is asked for a
 * post is whoever holds it then, and never one of these. One query for each guest who left, and two more.
 */
export async function listSuccessions(ctx: Context, meeting: Meeting, participants?: Participant[]): Promise<Succession[]> {
  if (!isPlanned(meeting) || meeting.starts_at <= ctx.now.toISOString()) return []
  const guests = participants ?? (await listParticipants(ctx, meeting))
  const day = startDay(meeting)
  const left: { guest: Participant; person_id: string; position_id: string }[] = []
  for (const guest of guests) {
    const { person_id, position_id, institution_id, tenure } = guest
    if (!person_id || tenure) continue
    const posts = await listPostsOf(ctx, person_id)
    const theirs = posts.filter((post) => !institution_id || post.institution_id === institution_id)
    const last = theirs.find((post) => post.ends_on !== null && post.ends_on < day && (!position_id || post.position_id === position_id))
    if (last && !theirs.some((post) => isCurrent(post, day))) left.push({ guest, person_id, position_id: last.position_id })
  }
  const holders = await listHoldersOn(ctx, left.map(({ position_id }) => position_id), day)
  return left.flatMap(({ guest, person_id, position_id }) => {
    const holder = holders.find((held) => held.position_id === position_id && held.person_id !== person_id)
    if (!holder) return []
    const { title, institution_name: institution, starts_on: since_on } = holder
    return { participant_id: guest.id, position_id, title, institution, invited: guest.name ?? nameOf(holder), holder: shownName(holder), since_on }
  })
}
