import { record } from '#app/domain/activity/commands.server.ts'
import { findCommitment, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { PauseInput } from '../forms.server.ts'
import { canPauseReminders } from '../policy.ts'

/** Nobody is reminded of a commitment until a day, its last; without one, until somebody resumes. A new pause takes the place of the old. */
export async function pauseReminders(ctx: Context, folio: string, { reason, until_on }: PauseInput) {
  await atomically(ctx, async (ctx) => {
    const commitment = await findOpen(ctx, folio)
    if (until_on && until_on < today(ctx)) throw new Conflict('Esa fecha ya pasó.')
    await endPauses(ctx, commitment)
    await ctx.db
      .insertInto('reminder_pauses')
      .values({ id: newId(ctx.now.getTime()), commitment_id: commitment.id, reason, until_on, paused_at: ctx.now.toISOString(), paused_by: ctx.viewer.id })
      .execute()
    await record(ctx, 'reminder.paused', { type: 'commitment', id: commitment.id }, { folio: commitment.folio, until: until_on && formatDay(until_on), reason })
  })
}

/** From tomorrow its steps are told again, of those that were missed the highest alone. */
export async function resumeReminders(ctx: Context, folio: string) {
  await atomically(ctx, async (ctx) => {
    const commitment = await findOpen(ctx, folio)
    if ((await endPauses(ctx, commitment)) === 0n) return
    await record(ctx, 'reminder.resumed', { type: 'commitment', id: commitment.id }, { folio: commitment.folio })
  })
}

async function findOpen(ctx: Context, folio: string): Promise<Commitment> {
  const commitment = found(await findCommitment(ctx, folio))
  permit(canPauseReminders(ctx.viewer))
  if (commitment.closed_on) throw new Conflict('Este compromiso ya está cerrado: nadie recibe recordatorios de él.')
  return commitment
}

async function endPauses({ db, viewer, now }: Context, { id }: Commitment) {
  const { numUpdatedRows } = await db
    .updateTable('reminder_pauses')
    .set({ resumed_at: now.toISOString(), resumed_by: viewer.id })
    .where('commitment_id', '=', id)
    .where('resumed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows
}
