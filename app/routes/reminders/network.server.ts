import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import type { listTroubled } from '#app/domain/jobs/queries.server.ts'
import { jobKinds, jobStates, type JobKind } from '#app/domain/jobs/terms.ts'
import { reminderMail, standInsFor } from '#app/domain/reminders/mail.ts'
import type { listEverySteps } from '#app/domain/reminders/queries/chased.server.ts'
import { factsOf, readReminder } from '#app/domain/reminders/queries/letter.server.ts'
import { planDay, type Held, type PlannedLetter } from '#app/domain/reminders/queries/plan.server.ts'
import { nextDay, shownWords } from '#app/domain/reminders/queries/preview.server.ts'
import type { listSilences } from '#app/domain/reminders/queries/silences.server.ts'
import { stepWhen } from '#app/domain/reminders/rules/wording.ts'
import { silenceTopics, type SilenceTopic, targets } from '#app/domain/reminders/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDayMonth, formatInstant } from '#app/lib/dates.ts'
import { plural } from '#app/lib/text.ts'

/** Mails shown whole, and promises held back that are named. */
const MOST = 25

/** What leaves next: to whom, in which words, and what is held back and why. */
export async function previewDay(ctx: Context) {
  const day = await nextDay(ctx, await findCalendar(ctx, ctx.viewer.institution_id))
  const { letters, points, held } = await planDay(ctx, day)
  const shown = []
  for (const letter of letters.slice(0, MOST)) shown.push(await letterOf(ctx, letter, day))
  return {
    title: day === today(ctx) ? 'Qué saldrá hoy' : `Qué saldrá el ${formatDayMonth(day)}`,
    count: plural(letters.length, 'correo', 'correos'),
    letters: shown.filter((letter) => letter !== null),
    more: Math.max(0, letters.length - MOST),
    points: points.map(({ commitment, meeting }) => ({ folio: commitment.folio, debtor: commitment.debtor_name, meeting: `${meeting.folio}, ${meeting.title}` })),
    held: held.slice(0, MOST).map(heldOf),
    held_count: plural(held.length, 'compromiso', 'compromisos'),
    held_more: Math.max(0, held.length - MOST),
  }
}

async function letterOf(ctx: Context, letter: PlannedLetter, day: string) {
  const reminder = await readReminder(ctx, letter.email, factsOf(letter, day))
  if (!reminder) return null
  const { name, title, institution } = reminder
  return {
    key: `${letter.email} ${letter.institution_id}`,
    name, email: letter.email,
    detail: title ? `${title}, ${institution}` : institution,
    what: [letter.steps.length > 0 && plural(letter.steps.length, 'recordatorio', 'recordatorios'), letter.weekly && 'resumen semanal'].filter(Boolean).join(' y '),
    folios: letter.steps.map(({ commitment }) => commitment.folio),
    ...shownWords(reminderMail(reminder, standInsFor(reminder, letter.reaches.some(({ holder }) => holder !== null)))),
  }
}

const heldOf = ({ commitment, rung, why }: Held) => ({
  key: `${commitment.id} ${rung.step.id}`,
  folio: commitment.folio,
  text: commitment.text,
  debtor: commitment.debtor_name,
  step: `${targets[rung.step.target]}, ${stepWhen(rung.step.days)}`,
  why,
})

export const shownStep = ({ id, days, target, enabled }: Awaited<ReturnType<typeof listEverySteps>>[number]) => ({ id, days, target, enabled: enabled === 1, words: `${stepWhen(days)}: ${targets[target].toLowerCase()}` })

export const shownSilence = ({ id, address, topic, created_at, folio }: Awaited<ReturnType<typeof listSilences>>[number], zone: string) => ({
  id, address, folio,
  topic: silenceTopics[topic as SilenceTopic],
  since: formatInstant(created_at, zone).slice(0, 10),
})

export const shownJob = ({ id, kind, state, run_at, attempts, last_error }: Awaited<ReturnType<typeof listTroubled>>[number], zone: string) => ({
  id, attempts,
  what: jobKinds[kind as JobKind] ?? kind,
  state: jobStates[state],
  failed: state === 'failed',
  at: formatInstant(run_at, zone),
  reason: last_error,
})
