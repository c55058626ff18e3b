import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { readTimes } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { AnswerInput } from '../forms.server.ts'
import type { Invited } from '../queries/invited.server.ts'
import { factsOf, silence } from '../rules.ts'
import { whenInWords } from '../rules/wording.ts'
import { answers, ways, type Answer, type Way } from '../terms.ts'

export type Given = {
  answer: Answer
  text: string | null
  proposed_start: string | null
  proposed_end: string | null
  /** Of the entry that is answered. */
  sequence: number
  via: Way
  message_id: string | null
}

/** How many times an hour a guest may change their mind. */
const CHANGES = 20

export type Refusal = 'passed' | 'changed' | 'too_many'

/** What a form of the answer page says, or the field that cannot be. */
export function readAnswer(meeting: Meeting, input: AnswerInput): { ok: true; given: Omit<Given, 'via' | 'message_id'> } | { ok: false; errors: Record<string, string[]> } {
  const { sequence, text } = input
  const none = { proposed_start: null, proposed_end: null }
  if (input.choice !== 'otra') return { ok: true, given: { answer: input.choice === 'si' ? 'accepted' : 'declined', text, sequence, ...none } }
  const { on, start, end } = input
  const reading = readTimes({ whole_day: false, on, start, end, until_on: null, duration: 60, zone: meeting.zone, repeated_hour: 0 })
  if (!reading.ok) return { ok: false, errors: reading.errors as Record<string, string[]> }
  const { start_local, end_local } = reading.times
  return { ok: true, given: { answer: 'proposed', text, sequence, proposed_start: start_local, proposed_end: end_local } }
}

/**
 * Writes what a guest answers; the latest counts. The same twice changes nothing. Answers why it was not written, or
 * nothing. Calendars do not change.
 */
export async function recordAnswer(ctx: Context, invited: Invited, given: Given): Promise<Refusal | undefined> {
  return atomically(ctx, async (ctx) => {
    const { invitation, participant_ids } = invited
    const meeting = found(await findMeeting(ctx, invited.meeting.id))
    if (meeting.state !== 'called' || silence(meeting, ctx.now)) return 'passed'
    if (given.via !== 'mail' && given.sequence !== meeting.sequence) return 'changed'
    // Another hour is proposed for one date: of a series, the next one.
    const series_local = invited.series && (given.answer === 'proposed' ? meeting.series_local : invited.series.local)
    const last = await findLast(ctx, invitation.id)
    if (last && last.series_local === series_local && same(last, given)) return undefined
    if ((await countLately(ctx, invitation.id)) >= CHANGES) return 'too_many'

    const at = ctx.now.toISOString()
    await ctx.db.insertInto('invitation_answers').values({ id: newId(ctx.now.getTime()), invitation_id: invitation.id, series_local, ...given, answered_at: at }).execute()
    if (given.answer !== 'proposed' && participant_ids.length > 0) {
      const answered = { rsvp: given.answer, rsvp_sequence: given.sequence, rsvp_at: at }
      await ctx.db.updateTable('participants').set(answered).where('id', 'in', participant_ids).execute()
    }
    await tell(ctx, meeting, invited, given)
    return undefined
  })
}

async function tell(ctx: Context, meeting: Meeting, { invitation: { name } }: Invited, given: Given) {
  const subjects = await subjectsOf(ctx, meeting.id)
  const { title, folio } = meeting
  if (given.answer !== 'proposed') {
    return record(ctx, 'invitation.answered', subjects, { name, title, folio, answer: answers[given.answer], way: ways[given.via] })
  }
  const { proposed_start: start_local, proposed_end: end_local } = given
  const when = whenInWords({ ...factsOf(meeting), start_local, end_local, from_on: null, until_on: null, repeated_hour: 0 })
  return record(ctx, 'invitation.proposed', subjects, { name, title, folio, when })
}

const findLast = ({ db }: Context, invitation_id: string) =>
  db
    .selectFrom('invitation_answers')
    .select(['answer', 'text', 'proposed_start', 'proposed_end', 'sequence', 'series_local'])
    .where('invitation_id', '=', invitation_id)
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

const told = ['answer', 'text', 'proposed_start', 'proposed_end', 'sequence'] as const
const same = (one: Pick<Given, (typeof told)[number]>, other: Pick<Given, (typeof told)[number]>) => told.every((key) => one[key] === other[key])

async function countLately({ db, now }: Context, invitation_id: string) {
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString()
  const { total } = await db
    .selectFrom('invitation_answers')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('invitation_id', '=', invitation_id)
    .where('answered_at', '>', hourAgo)
    .executeTakeFirstOrThrow()
  return Number(total)
}
