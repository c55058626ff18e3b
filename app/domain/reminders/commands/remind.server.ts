import { record } from '#app/domain/activity/commands.server.ts'
import { enqueueJob } from '#app/domain/jobs/commands.server.ts'
import { enqueueMail } from '#app/domain/outbox/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.server.ts'

import { reminderMail } from '../mail.ts'
import { factsOf, readReminder } from '../queries/letter.server.ts'
import { planDay, type PlannedLetter } from '../queries/plan.server.ts'
import { addressKey, CLOSES, OPENS } from '../rules.ts'
import { REMINDER_TOPIC } from '../terms.ts'

/**
 * Leaves in the outbox the mails of a day, one for each address, to leave within the hours of its institution and on no
 * other day; and asks for the points of agendas. What leaves too late counts as not done, and tomorrow tells it.
 */
export async function remindOn(ctx: Context, day: string) {
  const { letters, points } = await planDay(ctx, day)
  for (const letter of letters) await leaveLetter(ctx, letter, day)
  for (const { commitment, rung } of points) {
    await enqueueJob(ctx, {
      kind: 'agenda',
      key: `agenda:${commitment.id}:${commitment.due_on}:${day}`,
      payload: { commitment_id: commitment.id, due_on: commitment.due_on!, step_id: rung.step.id },
      run_at: ctx.now.toISOString(),
      not_after: null,
    })
  }
}

async function leaveLetter(ctx: Context, letter: PlannedLetter, day: string) {
  const { email, institution_id, seat, steps } = letter
  const key = `reminder:${day}:${addressKey(email)}:${institution_id}`
  if (await ctx.db.selectFrom('outbox').select('id').where('key', '=', key).executeTakeFirst()) return
  const facts = factsOf(letter, day)
  const reminder = await readReminder(ctx, email, facts)
  if (!reminder) return
  const opens = toUtc(`${day}T${OPENS}`, seat.zone)
  await enqueueMail(ctx, {
    key,
    topic: REMINDER_TOPIC,
    subject_type: 'institution',
    subject_id: institution_id,
    institution_id,
    recipient: email,
    recipient_name: reminder.name,
    due_at: opens > ctx.now.toISOString() ? opens : ctx.now.toISOString(),
    not_after: toUtc(`${day}T${CLOSES}`, seat.zone),
    payload: JSON.stringify(facts),
    ...reminderMail(reminder),
  })
  if (steps.length === 0) return
  const { id: outbox_id } = await ctx.db.selectFrom('outbox').select('id').where('key', '=', key).executeTakeFirstOrThrow()
  for (const { commitment, rung, reach } of steps) {
    await noteStep(ctx, { commitment_id: commitment.id, due_on: commitment.due_on!, step_id: rung.step.id }, { done_on: day, position_id: reach.id, outbox_id, meeting_id: null })
  }
  await record(ctx, 'reminder.left', steps.map(({ commitment }) => ({ type: 'commitment', id: commitment.id })), { name: reminder.name, count: steps.length })
}

export type StepKey = { commitment_id: string; due_on: string; step_id: string }
type StepDone = { done_on: string; position_id: string | null; outbox_id: string | null; meeting_id: string | null }

/** Notes that a step was done, instead of an earlier time that came to nothing. */
export async function noteStep({ db, now }: Context, key: StepKey, done: StepDone) {
  await db
    .insertInto('reminders')
    .values({ id: newId(now.getTime()), ...key, ...done, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['commitment_id', 'due_on', 'step_id']).doUpdateSet(done))
    .execute()
}
