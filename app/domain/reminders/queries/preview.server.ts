import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { listSeats } from '#app/domain/deadlines/queries.server.ts'
import { nextWorkingDay, type Calendar } from '#app/domain/deadlines/rules.ts'
import { ACCESS_LINK, SILENCE_LINK } from '#app/domain/outbox/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays, daysBetween } from '#app/lib/days.ts'

import { reminderMail, standInsFor } from '../mail.ts'
import { LATE_DAYS } from '../rules.ts'
import { holdOn, holdText } from '../rules/holds.ts'
import { rungsOf, type Rung } from '../rules/ladder.ts'
import { holds } from '../terms.ts'
import { listChased, listSteps, type ChasedCommitment } from './chased.server.ts'
import { factsOf, readReminder } from './letter.server.ts'
import { listNextMeetings } from './meetings.server.ts'
import type { PlannedLetter } from './plan.server.ts'
import { openPosts, reachPosts, type Reach } from './posts.server.ts'
import { openSilences } from './silences.server.ts'

export type Words = { subject: string; body: string }
export type Preview = {
  rung: Rung
  reach: Reach | null
  meeting: { folio: string; title: string } | null
  /** What became of it. */
  done: { on: string; recipient: string | null; state: string | null; meeting_folio: string | null } | null
  /** Its day went by without it. */
  missed: boolean
  /** Why it would not be done. */
  held: string | null
  words: Words | null
}

/** The ladder of one commitment: what was told of it, and what would be, to whom and in which words. */
export async function previewLadder(ctx: Context, commitment: Pick<Commitment, 'id' | 'debtor_id'>): Promise<{ chased: ChasedCommitment; rungs: Preview[] }> {
  const [chased] = await listChased(ctx, { ids: [commitment.id] })
  if (!chased) throw new Error('listChased sees less than whoever found the commitment.')
  const seat = (await listSeats(ctx, [commitment.debtor_id])).get(commitment.debtor_id)!
  const steps = await listSteps(ctx)
  const rungs = chased.due_on === null ? [] : rungsOf({ due_on: chased.due_on, dated_on: chased.dated_on }, steps, seat.calendar)
  const told = await listTold(ctx, chased)
  const day = today(ctx)
  const posts = await openPosts(ctx, [chased], [], day)
  const wanted = rungs.map(({ step }) => (step.target === 'agenda' ? posts.authorityOf(chased.debtor_id) : posts.postFor(chased, step.target)))
  const reaches = await reachPosts(ctx, wanted, day)
  const silences = await openSilences(ctx)
  const previews: Preview[] = []
  for (const [at, rung] of rungs.entries()) {
    const agenda = rung.step.target === 'agenda'
    const reach = agenda ? null : reaches[at]!
    const done = told.find(({ step_id }) => step_id === rung.step.id) ?? null
    const on = nextWorkingDay(rung.on > day ? rung.on : day, seat.calendar)
    const meeting = agenda ? ((await listNextMeetings(ctx, on, chased.debtor_id)).get(chased.debtor_id) ?? null) : null
    const missed = !done && isMissed(rung, rungs, told.map(({ step_id }) => step_id), day, chased.due_on!)
    const held = done || missed ? null : whyHeld(on, chased, { reach, agenda, meeting, silences })
    const words = reach && !done && !missed && !held ? await wordsOf(ctx, { chased, rung, reach, seat, on }) : null
    previews.push({ rung, reach, meeting, done, missed, held, words })
  }
  return { chased, rungs: previews }
}

/** A mail whose day went by is not told any more; nor one below a step that was done. A point waits. */
function isMissed({ step, on }: Rung, rungs: Rung[], done: string[], day: string, due_on: string) {
  if (step.target === 'agenda' || on >= day) return false
  const above = rungs.some((other) => other.step.days > step.days && (done.includes(other.step.id) || (other.on <= day && other.step.target !== 'agenda')))
  return above || daysBetween(on, day) > LATE_DAYS || (step.days <= 0 && day > due_on)
}

type Way = { reach: Reach | null; agenda: boolean; meeting: object | null; silences: Awaited<ReturnType<typeof openSilences>> }

function whyHeld(on: string, chased: ChasedCommitment, { reach, agenda, meeting, silences }: Way): string | null {
  const hold = holdOn(on, chased)
  if (hold) return holdText(hold, chased)
  if (agenda) return meeting ? null : holds.no_meeting
  if (!reach?.email) return holds.unreachable
  return silences.isSilent(reach.email, 'reminder', chased.id) ? holds.silenced : null
}

type One = Pick<PlannedLetter, 'seat'> & { chased: ChasedCommitment; rung: Rung; reach: Reach; on: string }

async function wordsOf(ctx: Context, { chased, rung, reach, seat, on }: One): Promise<Words | null> {
  const letter = { email: reach.email!, institution_id: reach.institution_id, reaches: [reach], seat, steps: [{ commitment: chased, rung, reach }], weekly: false }
  const reminder = await readReminder(ctx, letter.email, factsOf(letter, on))
  return reminder && shownWords(reminderMail(reminder, standInsFor(reminder, reach.holder !== null)))
}

/** The exact words, with a name where an address of its own will be. */
export const shownWords = ({ subject, body }: Words): Words => ({
  subject,
  body: body.replaceAll(ACCESS_LINK, '[su enlace personal]').replaceAll(SILENCE_LINK, '[su enlace para dejar de recibirlos]'),
})

/** What the ladder did for the date that the commitment has. One query. */
const listTold = ({ db }: Context, { id, due_on }: ChasedCommitment) =>
  db
    .selectFrom('reminders')
    .leftJoin('outbox', 'outbox.id', 'reminders.outbox_id')
    .leftJoin('meetings', 'meetings.id', 'reminders.meeting_id')
    .select(['reminders.step_id', 'reminders.done_on as on', 'outbox.recipient', 'outbox.state', 'meetings.folio as meeting_folio'])
    .where('reminders.commitment_id', '=', id)
    .where('reminders.due_on', '=', due_on ?? '')
    .where((eb) => eb.or([eb('outbox.state', 'is', null), eb('outbox.state', '<>', 'late')]))
    .execute()

/** The day whose mail is still to be written, and the mail: today until today's was written, then the next working day. */
export async function nextDay(ctx: Context, calendar: Calendar): Promise<string> {
  const day = today(ctx)
  const job = await ctx.db.selectFrom('jobs').select('state').where('key', '=', `reminders:${day}`).executeTakeFirst()
  const waits = job?.state === 'queued' || job?.state === 'running'
  return nextWorkingDay(waits ? day : addDays(day, 1), calendar)
}
