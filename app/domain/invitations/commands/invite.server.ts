import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { touchSeries } from '#app/domain/series/commands/touch.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Written } from '../queries/letters.server.ts'
import type { Notice } from '../queries/notices.server.ts'
import { factsOf, methodOf } from '../rules.ts'
import type { Tells } from '../rules/told.ts'

export type Addressed = Notice & { email: string }
type Leaving = Addressed & Written

/**
 * The meeting, or the series of which it is a date, as this round prints it. Whoever is taken off must hear a higher
 * number than any mail of theirs carried; whoever is asked about a change answers from this number up.
 */
export async function prepare(ctx: Context, meeting: Meeting, notices: Addressed[], shows_guests: boolean): Promise<Meeting> {
  const rises = notices.some(({ kind, invitation }) => methodOf(kind) === 'CANCEL' && (invitation?.highest ?? -1) >= meeting.sequence)
  const sequence = meeting.sequence + (rises ? 1 : 0)
  const changed_at = rises ? ctx.now.toISOString() : meeting.changed_at
  const shown = { shows_guests: shows_guests ? (1 as const) : (0 as const) }
  const asks = notices.some((notice) => asksOf(meeting, notice) === 'all')

  if (meeting.series_id && meeting.series_local) {
    if (rises) await touchSeries(ctx, meeting.series_id)
    await ctx.db.updateTable('meeting_series').set(shown).where('id', '=', meeting.series_id).execute()
  } else {
    await ctx.db.updateTable('meetings').set({ ...shown, ...(rises ? { sequence, changed_at } : {}) }).where('id', '=', meeting.id).execute()
  }
  return { ...meeting, ...shown, ...(asks ? { asked_sequence: sequence } : {}), sequence, changed_at }
}

/** Whom a mail asks to answer again: a change all of them, or those of its date; else the first mail of a meeting does. */
function asksOf({ asked_sequence }: Meeting, { kind, series }: Notice): Tells['asks'] {
  if (methodOf(kind) !== 'REQUEST') return null
  if (kind === 'change') return series?.one ? 'one' : 'all'
  return asked_sequence === null ? 'all' : null
}

export type Invited = { notice: Leaving; invitation_id: string; participant_id: string | null; tells: Tells }

/** Writes who is invited, and what each will know once their mail has left. `before` is the meeting as it was until now. */
export async function invite(ctx: Context, before: Meeting, meeting: Meeting, notices: Leaving[]): Promise<Invited[]> {
  const done: Invited[] = []
  for (const notice of notices) {
    const participant_id = notice.participant?.id ?? null
    const invitation_id = notice.invitation?.id ?? newId(ctx.now.getTime())
    if (!notice.invitation) await insert(ctx, meeting, notice, invitation_id)
    else if (!notice.series && participant_id) await ctx.db.updateTable('meeting_invitations').set({ participant_id }).where('id', '=', invitation_id).execute()
    done.push({ notice, invitation_id, participant_id, tells: { sequence: meeting.sequence, asks: asksOf(before, notice), ...contentOf(meeting, notice) } })
  }
  return done
}

function contentOf(meeting: Meeting, { kind, series }: Notice) {
  const dates = { ...series?.behind, ...series?.now }
  if ((kind === 'removal' || kind === 'ending') && Object.keys(dates).length === 0) return { leaves: true as const }
  return series ? { series: { ref: series.ref, dates }, one: series.one } : { meeting: factsOf(meeting) }
}

/** Whoever was taken off before any mail to them left knows nothing, and is asked nothing. */
export async function forget({ db, now }: Context, { participant, invitation }: Notice) {
  if (participant || !invitation || invitation.sent_sequence !== null) return
  await db.updateTable('meeting_invitations').set({ withdrawn_at: now.toISOString() }).where('id', '=', invitation.id).execute()
}

async function insert({ db, now, viewer }: Context, meeting: Meeting, notice: Leaving, id: string) {
  const { participant, email, name, person_id, series } = notice
  await db
    .insertInto('meeting_invitations')
    .values({
      id, email, name, person_id,
      ...(series ? { series_id: meeting.series_id, told: JSON.stringify({ ref: series.ref, dates: {} }) } : { meeting_id: meeting.id, participant_id: participant?.id ?? null }),
      institution_id: participant?.institution_id ?? null,
      position_id: participant?.position_id ?? null,
      created_at: now.toISOString(),
      created_by: viewer.id,
    })
    .execute()
}
