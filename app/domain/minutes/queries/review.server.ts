import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { listConcerned } from '#app/domain/meetings/commands/participants.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { answerOf, isReviewOver, type Answered } from '../rules/review.ts'

export type Review = {
  minutes_id: string
  until_on: string
  /** The last day has passed: whoever said nothing is silent. */
  over: boolean
  parties: { institution_id: string; name: string; answer: Answered; observations: { point: number | null; text: string; on: string }[] }[]
}

/** Who validated, who observed and who was silent, of minutes under review; undefined for any others. */
export async function findReview(ctx: Context, meeting: Pick<Meeting, 'id'>): Promise<Review | undefined> {
  const minutes = await ctx.db
    .selectFrom('minutes')
    .select(['id', 'review_until_on'])
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'under_review')
    .executeTakeFirst()
  if (!minutes?.review_until_on) return undefined
  const ids = (await listConcerned(ctx, meeting.id)).filter((id) => id !== ctx.viewer.institution_id)
  const parties = ids.length === 0 ? [] : await visibleInstitutions(ctx)
    .select(['institutions.id as institution_id', 'institutions.short_name as name'])
    .where('institutions.id', 'in', ids)
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  const answers = await ctx.db
    .selectFrom('minutes_answers')
    .select(['institution_id', 'kind', 'point', 'text', 'answered_on'])
    .where('minutes_id', '=', minutes.id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  const over = isReviewOver(minutes.review_until_on, today(ctx))
  return {
    minutes_id: minutes.id,
    until_on: minutes.review_until_on,
    over,
    parties: parties.map((party) => {
      const own = answers.filter(({ institution_id }) => institution_id === party.institution_id)
      return {
        ...party,
        answer: answerOf(own, over),
        observations: own.flatMap(({ kind, point, text, answered_on }) => (kind === 'observed' && text ? [{ point, text, on: answered_on }] : [])),
      }
    }),
  }
}
