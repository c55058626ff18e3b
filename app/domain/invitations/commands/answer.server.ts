import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { readTimes } from '#app/domain/meetings/rules/times.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { firstIdOf, newId } from '#app/lib/ids.server.ts'
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
  /** When it was given, if that was not now; null when nobody knows. Never later than now. */
  given_at?: string | null
}

/** How many times an hour a guest may change their mind. */
const CHANGES = 20

/** `older`: they said something else since; `gone`: the hour they propose is over. */
export type Refusal = 'passed' | 'changed' | 'too_many' | 'older' | 'gone'

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
 * Writes what a guest answers; the latest given counts, whenever it arrives. The same twice changes nothing. Answers why it was not written, or
 * nothing. Calendars do not change.
 */
export async function recordAnswer(ctx: Context, invited: Invited, { given_at, ...given }: Given): Promise<Refusal | undefined> {
  return atomically(ctx, async (ctx) => {
    const { invitation, participant_ids } = invited
    const meeting = found(await findMeeting(ctx, invited.meeting.id))
    const now = ctx.now.toISOString()
    if (meeting.state !== 'called' || silence(meeting, ctx.now)) return 'passed'
    if (given.via !== 'mail' && given.sequence !== meeting.sequence) return 'changed'
    if (given.proposed_start && toUtc(given.proposed_start, meeting.zone) <= now) return 'gone'
    // Another hour is proposed for one date: of a series, the next one.
    const series_local = invited.series && (given.answer === 'proposed' ? meeting.series_local : invited.series.local)
    const last = await findLast(ctx, invitation.id, series_local)
    const said_at = [last?.answered_at ?? '', await findLastAnswered(ctx, participant_ids)].toSorted().at(-1)!
    if (given_at !== undefined && isOlder(given_at, said_at)) return 'older'
    if (last && last.series_local === series_local && same(last, given)) return undefined
    if ((await countLately(ctx, invitation.id)) >= CHANGES) return 'too_many'

    // Within the second of the one before, it stays the later of both.
    const answered_at = [said_at, given_at && given_at < now ? given_at : now].toSorted().at(-1)!
    await ctx.db.insertInto('invitation_answers').values({ id: newId(ctx.now.getTime()), invitation_id: invitation.id, series_local, ...given, answered_at }).execute()
    if (given.answer !== 'proposed' && participant_ids.length > 0) {
      const answered = { rsvp: given.answer, rsvp_sequence: given.sequence, rsvp_at: answered_at }
      await ctx.db.updateTable('participants').set(answered).where('id', 'in', participant_ids).execute()
    }
    await tell(ctx, meeting, invited, given)
    return undefined
  })
}

/** Whether an answer was given before the last one. Calendars tell seconds; one that tells nothing may be as old as any. */
const isOlder = (given_at: string | null, said_at: string) => said_at !== '' && (given_at ?? '').slice(0, 19) < said_at.slice(0, 19)

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

/** The last answer that touches the same date: of one date, those to all of them too; of all, any. */
const findLast = ({ db }: Context, invitation_id: string, series_local: string | null) =>
  db
    .selectFrom('invitation_answers')
    .select(['answer', 'text', 'proposed_start', 'proposed_end', 'sequence', 'series_local', 'answered_at'])
    .where('invitation_id', '=', invitation_id)
    .$if(series_local !== null, (query) => query.where((eb) => eb.or([eb('series_local', 'is', null), eb('series_local', '=', series_local)])))
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** When the attendance of these was last answered, by themselves or by whoever took it down for them. */
async function findLastAnswered({ db }: Context, participant_ids: string[]): Promise<string> {
  if (participant_ids.length === 0) return ''
  const rows = await db.selectFrom('participants').select('rsvp_at').where('id', 'in', participant_ids).execute()
  return rows.map(({ rsvp_at }) => rsvp_at ?? '').toSorted().at(-1)!
}

const told = ['answer', 'text', 'proposed_start', 'proposed_end', 'sequence'] as const
const same = (one: Pick<Given, (typeof told)[number]>, other: Pick<Given, (typeof told)[number]>) => told.every((key) => one[key] === other[key])

/** By when they arrived, which their ids tell: an answer may claim to be older. */
async function countLately({ db, now }: Context, invitation_id: string) {
  const { total } = await db
    .selectFrom('invitation_answers')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('invitation_id', '=', invitation_id)
    .where('id', '>', firstIdOf(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  return Number(total)
}
