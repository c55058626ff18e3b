import { record } from '#app/domain/activity/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { afterCommit, atomically } from '#app/lib/transaction.server.ts'
import { announceMail } from '#app/lib/wake.server.ts'

import { canManageMail } from '../policy.ts'
import { findMail, isPaused } from '../queries.server.ts'

/** A mail that failed is tried again from the beginning, unless a later one of the same invitation has left already, or waits. */
export async function retryMail(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const mail = found(await findMail(ctx, id))
    permit(canManageMail(ctx.viewer))
    if (mail.state !== 'failed') throw new Conflict('Solo se reintenta un correo que falló.')
    if (mail.not_after && mail.not_after <= ctx.now.toISOString()) throw new Conflict('Ya es tarde: lo que ese correo dice pasó.')
    if (await hasNewer(ctx, mail)) throw new Conflict('Después de este correo hay otro de la misma invitación, que salió o espera: reintentarlo diría lo antiguo.')

    await ctx.db
      .updateTable('outbox')
      .set({ state: 'queued', due_at: ctx.now.toISOString(), attempts: 0 })
      .where('id', '=', id)
      .where('state', '=', 'failed')
      .execute()
    await record(ctx, 'mail.retried', { type: 'mail', id }, { subject: mail.subject })
    afterCommit(announceMail)
  })
}

/**
 * Tries again everything that failed, the oldest first: of one invitation an older mail would say what is not so any more
 * once a newer one waits. Answers how many wait again, and how many are of no use by now.
 */
export async function retryFailed(ctx: Context): Promise<{ retried: number; refused: number }> {
  permit(canManageMail(ctx.viewer))
  const failed = await ctx.db.selectFrom('outbox').select('id').where('state', '=', 'failed').orderBy('id').execute()
  let [retried, refused] = [0, 0]
  for (const { id } of failed) {
    try {
      await retryMail(ctx, id)
      retried++
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      refused++
    }
  }
  return { retried, refused }
}

/** Takes out of the queue, for ever, a mail that has not left. */
export async function withdrawMail(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const mail = found(await findMail(ctx, id))
    permit(canManageMail(ctx.viewer))
    const { numUpdatedRows } = await ctx.db
      .updateTable('outbox')
      .set({ state: 'withdrawn' })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'failed'])
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('Ese correo ya salió, está saliendo o ya no espera.')
    await record(ctx, 'mail.withdrawn', { type: 'mail', id }, { subject: mail.subject })
  })
}

/** Nothing leaves until somebody resumes: after a restore, or when something is wrong. What is leaving now still does. */
export async function pauseMail(ctx: Context) {
  await atomically(ctx, async (ctx) => {
    permit(canManageMail(ctx.viewer))
    if (await isPaused(ctx)) return
    await ctx.db
      .insertInto('running_facts')
      .values({ name: 'outbox', value: 'paused' })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: 'paused' }))
      .execute()
    await record(ctx, 'mail.paused', { type: 'mail', id: 'outbox' })
  })
}

export async function resumeMail(ctx: Context) {
  await atomically(ctx, async (ctx) => {
    permit(canManageMail(ctx.viewer))
    if (!(await isPaused(ctx))) return
    await ctx.db.deleteFrom('running_facts').where('name', '=', 'outbox').execute()
    await record(ctx, 'mail.resumed', { type: 'mail', id: 'outbox' })
    afterCommit(announceMail)
  })
}

async function hasNewer({ db }: Context, { id, invitation_id }: { id: string; invitation_id: string | null }) {
  if (!invitation_id) return false
  const later = await db
    .selectFrom('outbox')
    .select('id')
    .where('invitation_id', '=', invitation_id)
    .where('id', '>', id)
    .where('state', 'in', ['queued', 'sending', 'sent'])
    .executeTakeFirst()
  return later !== undefined
}
