import { record } from '#app/domain/activity/commands.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canSilence } from '../policy.ts'
import type { SilenceLink } from '../queries/links.server.ts'
import { addressKey } from '../rules.ts'
import { silenceTopics, type SilenceTopic } from '../terms.ts'

type World = Pick<Context, 'db' | 'now'>
type Silence = { address: string; topic: SilenceTopic; commitment_id: string | null }

/** Whoever has the link of a mail is not written about its topics any more. Asked twice, it is so once. */
export async function silenceByLink(world: World, { id, address, topics }: SilenceLink) {
  await atomically({ ...world, viewer: systemViewer }, async (ctx) => {
    let changed = 0
    for (const topic of topics) changed += await insertSilence(ctx, { address, topic, commitment_id: null })
    if (changed > 0) await record(ctx, 'reminder.silenced', { type: 'mail', id }, { topics: wordsOf(topics) })
  })
}

/** Takes back what a link silenced. */
export async function undoByLink(world: World, { id, address, topics }: SilenceLink) {
  await atomically({ ...world, viewer: systemViewer }, async (ctx) => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('mail_silences')
      .set({ lifted_at: ctx.now.toISOString() })
      .where('address', '=', address)
      .where('topic', 'in', topics)
      .where('commitment_id', 'is', null)
      .where('lifted_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await record(ctx, 'reminder.silence_undone', { type: 'mail', id }, { topics: wordsOf(topics) })
  })
}

/** Takes one address off the reminders of one commitment. */
export async function dropFromReminders(ctx: Context, folio: string, email: string) {
  await atomically(ctx, async (ctx) => {
    const commitment = found(await findCommitment(ctx, folio))
    permit(canSilence(ctx.viewer))
    const changed = await insertSilence(ctx, { address: addressKey(email), topic: 'reminder', commitment_id: commitment.id })
    if (changed > 0) await record(ctx, 'reminder.dropped', { type: 'commitment', id: commitment.id }, { folio: commitment.folio })
  })
}

/** Writes again to whoever asked to be left alone, because they said so. */
export async function liftSilence(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    permit(canSilence(ctx.viewer))
    const silence = found(await ctx.db.selectFrom('mail_silences').select(['topic', 'commitment_id', 'lifted_at']).where('id', '=', id).executeTakeFirst())
    if (silence.lifted_at) return
    await ctx.db.updateTable('mail_silences').set({ lifted_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    const subject = silence.commitment_id ? { type: 'commitment' as const, id: silence.commitment_id } : { type: 'mail' as const, id }
    await record(ctx, 'reminder.silence_lifted', subject, { topics: wordsOf([silence.topic as SilenceTopic]) })
  })
}

async function insertSilence({ db, now }: Context, silence: Silence): Promise<number> {
  const kept = await db
    .selectFrom('mail_silences')
    .select('id')
    .where('address', '=', silence.address)
    .where('topic', '=', silence.topic)
    .where('commitment_id', silence.commitment_id ? '=' : 'is', silence.commitment_id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  if (kept) return 0
  await db.insertInto('mail_silences').values({ id: newId(now.getTime()), ...silence, created_at: now.toISOString() }).execute()
  return 1
}

const wordsOf = (topics: SilenceTopic[]) => topics.map((topic) => silenceTopics[topic].toLowerCase()).join(' y ')
