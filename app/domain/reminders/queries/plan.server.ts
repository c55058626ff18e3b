import { listSeats, type Seat } from '#app/domain/deadlines/queries.server.ts'
import { isWorkingDay } from '#app/domain/deadlines/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { addressKey } from '../rules.ts'
import { holdOn, holdText } from '../rules/holds.ts'
import { isWeeklyDay, pendingOn, type Rung } from '../rules/ladder.ts'
import { holds, type Hold } from '../terms.ts'
import { listChased, listDone, listSteps, type ChasedCommitment } from './chased.server.ts'
import { openPosts, reachPosts, type Post, type Reach } from './posts.server.ts'
import { openSilences } from './silences.server.ts'
import { listNextMeetings } from './meetings.server.ts'
import { listWithSomething } from './weekly.server.ts'

/** One mail to one address of one institution: the steps of the day for whoever reads it there, and the digest of the week. */
export type PlannedLetter = {
  email: string
  institution_id: string
  /** The posts that read there. */
  reaches: Reach[]
  seat: Seat
  steps: { commitment: ChasedCommitment; rung: Rung; reach: Reach }[]
  weekly: boolean
}

export type Held = { commitment: ChasedCommitment; rung: Rung; reach: Reach | null; why: string }

export type Plan = {
  letters: PlannedLetter[]
  points: { commitment: ChasedCommitment; rung: Rung; meeting: { id: string; folio: string; title: string } }[]
  /** What would be told today, and is not. */
  held: Held[]
}

type Wanted = { commitment: ChasedCommitment; rung: Rung; post: Post }

/** Everything that is told outside the network on a day, and what is held back. The same number of queries however much it is. */
export async function planDay(ctx: Context, day: string): Promise<Plan> {
  const steps = await listSteps(ctx)
  const ahead = Math.max(0, ...steps.map(({ days }) => -days))
  // A step that falls on a long holiday is told after it, and never before its own day.
  const chased = await listChased(ctx, { until_on: addDays(day, ahead) })
  const members = await listWithSomething(ctx, day)
  const seats = await listSeats(ctx, [...new Set([...chased.map(({ debtor_id }) => debtor_id), ...members])])
  const done = await listDone(ctx)
  const meetings = await listNextMeetings(ctx, day)
  const posts = await openPosts(ctx, chased, members, day)

  const wanted: Wanted[] = []
  const plan: Plan = { letters: [], points: [], held: [] }
  for (const commitment of chased) {
    const { calendar } = seats.get(commitment.debtor_id)!
    if (!isWorkingDay(day, calendar)) continue
    const climb = { due_on: commitment.due_on!, dated_on: commitment.dated_on, done: done.get(commitment.id) ?? [] }
    const { mail, agenda } = pendingOn(day, climb, steps, calendar)
    const hold = mail || agenda ? holdOn(day, commitment) : null
    const meeting = agenda && meetings.get(commitment.debtor_id)
    if (hold) plan.held.push({ commitment, rung: (mail ?? agenda)!, reach: null, why: holdText(hold, commitment) })
    else if (agenda && meeting && agenda.step.days > (mail?.step.days ?? -Infinity)) plan.points.push({ commitment, rung: agenda, meeting })
    else if (mail && mail.step.target !== 'agenda') wanted.push({ commitment, rung: mail, post: posts.postFor(commitment, mail.step.target) })
    else if (agenda && meeting) plan.points.push({ commitment, rung: agenda, meeting })
    else if (agenda) plan.held.push({ commitment, rung: agenda, reach: null, why: holds.no_meeting })
  }
  const weekly = members.filter((id) => isWeeklyDay(day, seats.get(id)!.calendar)).map(posts.authorityOf)
  await address(ctx, plan, { wanted, weekly, seats, day })
  return plan
}

type Addressed = { wanted: Wanted[]; weekly: Post[]; seats: Map<string, Seat>; day: string }

/** Puts what is wanted into one letter for each address. */
async function address(ctx: Context, plan: Plan, { wanted, weekly, seats, day }: Addressed) {
  const silences = await openSilences(ctx)
  const reaches = await reachPosts(ctx, [...wanted.map(({ post }) => post), ...weekly], day)
  const letters = new Map<string, PlannedLetter>()
  const letterTo = (email: string, reach: Reach): PlannedLetter => {
    const { institution_id } = reach
    // A mailbox that two institutions share reads nothing of one in the mail of the other.
    const key = `${addressKey(email)} ${institution_id}`
    const letter = letters.get(key) ?? { email, institution_id, reaches: [], seat: seats.get(institution_id)!, steps: [], weekly: false }
    if (letter.reaches.every(({ id }) => id !== reach.id)) letter.reaches.push(reach)
    letters.set(key, letter)
    return letter
  }
  for (const [at, { commitment, rung }] of wanted.entries()) {
    const reach = reaches[at]!
    const hold: Hold | null = reach.email === null ? 'unreachable' : silences.isSilent(reach.email, 'reminder', commitment.id) ? 'silenced' : null
    if (hold || !reach.email) plan.held.push({ commitment, rung, reach, why: holds[hold ?? 'unreachable'] })
    else letterTo(reach.email, reach).steps.push({ commitment, rung, reach })
  }
  for (const reach of reaches.slice(wanted.length)) {
    if (reach.email && !silences.isSilent(reach.email, 'weekly')) letterTo(reach.email, reach).weekly = true
  }
  plan.letters = [...letters.values()]
}
