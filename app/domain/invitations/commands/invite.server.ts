import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { touchSeries } from '#app/domain/series/commands/touch.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { Notice } from '../queries/notices.server.ts'
import { factsOf, methodOf } from '../rules.ts'

export type Addressed = Notice & { email: string }

/**
 * The meeting, or the series of which it is a date, as this round prints it. Whoever is taken off must hear a higher
 * number than they know; whoever is asked about a change answers from this number up.
 */
export async function prepare(ctx: Context, meeting: Meeting, notices: Addressed[], shows_guests: boolean): Promise<Meeting> {
  const rises = notices.some(({ kind, invitation }) => methodOf(kind) === 'CANCEL' && (invitation?.sent_sequence ?? -1) >= meeting.sequence)
  const sequence = meeting.sequence + (rises ? 1 : 0)
  const changed_at = rises ? ctx.now.toISOString() : meeting.changed_at
  const shown = { shows_guests: shows_guests ? (1 as const) : (0 as const) }
  const requests = notices.filter(({ kind }) => methodOf(kind) === 'REQUEST')
  const asks = requests.some(({ kind, series }) => kind === 'change' && !series?.one) || (meeting.asked_sequence === null && requests.length > 0)
  const asked = asks ? { asked_sequence: sequence } : {}

  if (meeting.series_id && meeting.series_local) {
    if (rises) await touchSeries(ctx, meeting.series_id)
    await ctx.db.updateTable('meeting_series').set({ ...shown, ...asked }).where('id', '=', meeting.series_id).execute()
    const alone = requests.flatMap(({ kind, series }) => (kind === 'change' && series?.one ? [series.one] : []))
    for (const local of new Set(alone)) {
      await ctx.db.updateTable('meetings').set({ asked_sequence: sequence }).where('series_id', '=', meeting.series_id).where('series_local', '=', local).execute()
    }
  } else {
    await ctx.db.updateTable('meetings').set({ ...shown, ...asked, ...(rises ? { sequence, changed_at } : {}) }).where('id', '=', meeting.id).execute()
  }
  return { ...meeting, ...shown, ...asked, sequence, changed_at }
}

/** Writes who is invited and what they know from now on. */
export async function invite(ctx: Context, meeting: Meeting, notices: Addressed[]) {
  const done: { notice: Addressed; invitation_id: string; participant_id: string | null }[] = []
  for (const notice of notices) {
    const participant_id = notice.participant?.id ?? null
    const invitation_id = notice.invitation?.id ?? newId(ctx.now.getTime())
    if (notice.invitation) await tell(ctx, meeting, notice, invitation_id)
    else await insert(ctx, meeting, notice, invitation_id)
    done.push({ notice, invitation_id, participant_id })
  }
  return done
}

function toldNow(meeting: Meeting, { series }: Notice) {
  if (!series) return JSON.stringify(factsOf(meeting))
  const { one, now, told, behind, ref } = series
  if (!one) return JSON.stringify({ ref, dates: { ...behind, ...now } })
  // A mail about one date tells nothing of the others.
  const { [one]: _, ...others } = { ...behind, ...told }
  return JSON.stringify({ ref, dates: now[one] ? { ...others, [one]: now[one] } : others })
}

async function tell({ db, now }: Context, meeting: Meeting, notice: Addressed, id: string) {
  const { kind, series, participant } = notice
  const leaves = (kind === 'removal' || kind === 'ending') && (!series || Object.keys({ ...series.behind, ...series.now }).length === 0)
  const known = leaves ? { withdrawn_at: now.toISOString() } : { told: toldNow(meeting, notice), ...(series ? {} : { participant_id: participant?.id ?? null }) }
  await db.updateTable('meeting_invitations').set({ sent_sequence: meeting.sequence, ...known }).where('id', '=', id).execute()
}

async function insert({ db, now, viewer }: Context, meeting: Meeting, notice: Addressed, id: string) {
  const { participant, email, name, person_id, series } = notice
  await db
    .insertInto('meeting_invitations')
    .values({
      id, email, name, person_id,
      ...(series ? { series_id: meeting.series_id } : { meeting_id: meeting.id, participant_id: participant?.id ?? null }),
      institution_id: participant?.institution_id ?? null,
      position_id: participant?.position_id ?? null,
      sent_sequence: meeting.sequence,
      told: toldNow(meeting, notice),
      created_at: now.toISOString(),
      created_by: viewer.id,
    })
    .execute()
}
