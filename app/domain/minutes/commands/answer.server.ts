import { record } from '#app/domain/activity/commands.server.ts'
import { subjectsOf } from '#app/domain/meetings/commands/change.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canTakeMinutes } from '../policy.ts'
import { findReview } from '../queries/review.server.ts'
import type { AnswerKind } from '../terms.ts'

export type MinutesAnswer = { institution_id: string; kind: AnswerKind; point: number | null; text: string | null; answered_on: string }

/** Writes down what somebody who was there said of minutes under review. Rows are added, never changed. */
export async function recordAnswer(ctx: Context, folioOrId: string, answer: MinutesAnswer) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canTakeMinutes(ctx.viewer))
    const review = await findReview(ctx, meeting)
    if (!review) throw new Conflict('Esta acta no está en revisión.')
    const who = review.parties.find(({ institution_id }) => institution_id === answer.institution_id)
    if (!who) throw new Conflict('Responde quien participó en la reunión.')
    if (answer.answered_on > today(ctx)) throw new Conflict('Ese día todavía no llega: escriba cuándo respondió.')
    if (answer.point && answer.point > (await listAgenda(ctx, meeting.id)).length) throw new Conflict('Elija un punto de esta reunión.')
    const at = ctx.now.toISOString()
    await ctx.db
      .insertInto('minutes_answers')
      .values({ id: newId(ctx.now.getTime()), minutes_id: review.minutes_id, ...answer, recorded_at: at, recorded_by: ctx.viewer.id })
      .execute()
    const { folio, title } = meeting
    await record(ctx, 'minutes.answered', await subjectsOf(ctx, meeting.id), { folio, title, name: who.name })
  })
}
