import { record } from '#app/domain/activity/commands.server.ts'
import { addPoint } from '#app/domain/meetings/commands/carry.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import type { Context } from '#app/lib/context.server.ts'

import { listChased, listDone } from '../queries/chased.server.ts'
import { listNextMeetings } from '../queries/meetings.server.ts'
import { holdOn } from '../rules/holds.ts'
import { noteStep, type StepKey } from './remind.server.ts'

/** Takes a commitment nobody answers for to the next meeting with whoever owes it, once. Without a meeting it waits for one. */
export async function addToAgenda(ctx: Context, key: StepKey) {
  const day = todayIn(ctx.viewer.zone, ctx.now)
  const [commitment] = await listChased(ctx, { ids: [key.commitment_id] })
  if (!commitment || commitment.due_on !== key.due_on || holdOn(day, commitment)) return
  if ((await listDone(ctx, [commitment.id])).get(commitment.id)?.includes(key.step_id)) return
  const meeting = (await listNextMeetings(ctx, day, commitment.debtor_id)).get(commitment.debtor_id)
  if (!meeting) return
  // Only the folio: whoever else comes to the meeting may not know the promise.
  await addPoint(ctx, meeting.id, `Compromiso vencido ${commitment.folio}`)
  await noteStep(ctx, key, { done_on: day, position_id: null, outbox_id: null, meeting_id: meeting.id })
  await record(ctx, 'reminder.agenda_added', { type: 'commitment', id: commitment.id }, { folio: commitment.folio, meeting: meeting.folio })
}
