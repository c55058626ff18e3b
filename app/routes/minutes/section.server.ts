import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { takesMinutes } from '#app/domain/meetings/rules.ts'
import { canTakeMinutes } from '#app/domain/minutes/policy.ts'
import { findReview } from '#app/domain/minutes/queries/review.server.ts'
import { listPreparedMail, listVersions } from '#app/domain/minutes/queries/versions.server.ts'
import { answeredWords, isSettled } from '#app/domain/minutes/rules/review.ts'
import { minutesStates } from '#app/domain/minutes/terms.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { mailStates } from '#app/domain/outbox/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

/** Where the minutes of a meeting stand: versions, review, mail. */
export async function findMinutesSection(ctx: Context, meeting: Meeting) {
  const takes = canTakeMinutes(ctx.viewer)
  const versions = await listVersions(ctx, meeting.id)
  const review = await findReview(ctx, meeting)
  const settled = review !== undefined && review.over && isSettled(review.parties.map(({ answer }) => answer))
  return {
    takes: takes && (takesMinutes(meeting) || versions.some(({ state, number }) => state === 'draft' && number > 1)),
    corrects: takes && meeting.state === 'closed',
    draft: versions.find(({ state }) => state === 'draft')?.number ?? null,
    versions: versions.filter(({ state }) => state !== 'draft').map(({ number, state, reason, content_hash, closed_at, closed_by_name }) => ({
      number,
      state: state === 'under_review' && settled ? 'Aprobada en su revisión' : minutesStates[state],
      reason,
      hash: content_hash?.slice(0, 12) ?? '',
      closed: closed_at ? `Cerrada el ${formatInstant(closed_at, ctx.viewer.zone)} por ${closed_by_name}` : '',
    })),
    review: review && {
      until: formatLongDay(review.until_on),
      over: review.over,
      settled,
      parties: review.parties.map(({ institution_id, name, answer, observations }) => ({
        institution_id,
        name,
        answer: answeredWords[answer],
        observations: observations.map(({ point, text, on }) => `${point ? `Punto ${point}: ` : ''}${text} (${formatDay(on)})`),
      })),
    },
    mail: takes ? await findMail(ctx, meeting.id) : [],
    waits: takes ? whyItWaits(await findStanding(ctx)) : null,
  }
}

/** To whom the minutes go, and whether they left. */
async function findMail(ctx: Context, meeting_id: string) {
  const mails = await listPreparedMail(ctx, meeting_id)
  return mails.map(({ id, recipient, institution, state, sent_at }) => ({
    id,
    recipient,
    institution,
    waits: state === 'queued' || state === 'sending',
    standing: sent_at ? `${mailStates[state]} el ${formatInstant(sent_at, ctx.viewer.zone)}` : mailStates[state],
  }))
}

export type MinutesSectionData = Awaited<ReturnType<typeof findMinutesSection>>
